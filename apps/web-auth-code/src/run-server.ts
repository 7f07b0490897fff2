import { once } from 'node:events';
import type { Server } from 'node:http';
import { messageLanguage } from '@entra-flows/auth-core';
import { said, standardError, UsageError, writeLine } from '@entra-flows/sample-kit';
import { failureText, surviveHangup, writeHelp, writeOut } from '@entra-flows/sample-kit/service';
import type { Express } from 'express';
import { listen } from './listen.ts';
import { helpText, readSettings, type Settings } from './settings.ts';
import type { Storage } from './storage.ts';

/** What the app is made from. */
export interface ServerParts {
  settings: Settings;
  /** Where browsers find it: scheme, host, port. */
  address: string;
  /** Writes one line for the administrator, on stderr. */
  log: (line: string) => void;
}

/** ms that requests under way have to end when the process is asked to. */
const GRACE = 10_000;

/**
 * Runs the app from its command line to its exit code: 0 stopped by a signal, 1 failed, 2 wrong usage.
 * A failure ends in a message, never in a stack trace.
 */
export async function runServer(
  make: (parts: ServerParts) => Promise<{ app: Express; storage: Storage }>,
): Promise<void> {
  const log = (line: string) => writeLine(line);
  surviveHangup();
  try {
    const settings = readSettings();
    if (settings.help) return writeHelp(said(helpText()));
    const { servers, address: local } = await listen(settings.port);
    const address = settings.publicUrl?.origin ?? local;
    const { app, storage } = await make({ settings, address, log }).catch((error: unknown) => {
      for (const server of servers) server.close();
      throw error;
    });
    for (const server of servers) server.on('request', app);
    log(storage.description[messageLanguage()]);
    const behind = address !== local;
    writeOut(
      said({
        en: `Open ${address}${behind ? ` (listening on ${local})` : ''}\n`,
        ko: `브라우저에서 여세요: ${address}${behind ? ` (수신 주소 ${local})` : ''}\n`,
      }),
    );
    await stopped(servers, log);
    storage.close();
  } catch (error) {
    standardError.write(
      failureText(error instanceof Error ? error.message : String(error), standardError),
    );
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/**
 * The first signal lets requests under way finish; the second ends the process at once. When a terminal
 * closes, both the system and the shell send SIGHUP, so a further one of those counts for nothing.
 */
async function stopped(servers: Server[], log: (line: string) => void): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  process.on('SIGHUP', () => undefined);
  log(
    said({
      en: 'Stopping: requests under way are finished first.',
      ko: '중지하는 중: 진행 중인 요청을 먼저 끝냅니다.',
    }),
  );
  const closed = servers.map((server) => once(server.close(), 'close'));
  const late = setTimeout(() => servers.forEach((one) => one.closeAllConnections()), GRACE);
  await Promise.all(closed);
  clearTimeout(late);
}
