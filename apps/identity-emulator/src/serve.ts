import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Log, makeFolder, replaceFile } from '@entra-flows/identity-emulator/data-files';
import { said } from '@entra-flows/primitives/said';
import { controlFile, endpointsFile } from './data-folder.ts';
import { type Installation, openInstallation } from './installation.ts';
import { probeControlPort } from './running-emulator.ts';

export interface ServeOptions {
  log: Log;
  /** Called with the number of open leases when it changes. */
  onLeases: (open: number) => void;
  /** Keeps only its addresses in the folder. */
  inMemory?: boolean;
}

export interface ServedEmulator {
  /** Flushes, takes back the control file and stops. */
  close(): Promise<void>;
}

/** Another emulator may be ending each time. */
const attempts = 5;

/**
 * Serves the emulator of a data folder, unless one does already.
 *
 * The control port decides between two that start at once: who binds it serves.
 *
 * @returns undefined when a healthy emulator of this folder runs already
 * @throws Error with a message for users when the folder or a port cannot be used
 */
export async function serve(
  dataDir: string,
  options: ServeOptions,
): Promise<ServedEmulator | undefined> {
  await makeFolder(dataDir);
  for (let attempt = 1; ; attempt += 1) {
    const installation = await openInstallation(dataDir, options.log);
    try {
      return await start(dataDir, installation, options);
    } catch (error) {
      const { code, port } = error as { code?: string; port?: number };
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || port === undefined) throw error;
      const state =
        port === installation.ports.control && (await probeControlPort(dataDir, installation));
      if (state === 'serving') return undefined;
      if (state !== 'gone' || attempt === attempts) throw portTaken(port, dataDir);
    }
  }
}

async function start(
  dataDir: string,
  { installation, ports }: Installation,
  { log, onLeases, inMemory = false }: ServeOptions,
): Promise<ServedEmulator> {
  const emulator = await startIdentityEmulator({
    port: ports.protocol,
    pagesPort: ports.pages,
    controlPort: ports.control,
    ...(!inMemory && { dataDir }),
    installation,
    log,
    onLeases,
  });
  try {
    await announce(dataDir, emulator);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  log(`serving ${emulator.authority}, pages ${emulator.pages}, pid ${process.pid}`);
  return {
    async close() {
      // Before the control port is free: then the file may be the next emulator's.
      await rm(controlFile(dataDir), { force: true });
      // So is the folder, once the emulator has closed: nothing of this one is written there after that.
      log('leaves');
      await emulator.close();
    },
  };
}

/** Writes the addresses for samples and, last, the control file for launchers. */
async function announce(dataDir: string, emulator: IdentityEmulator): Promise<void> {
  const { authority, authorityFor, clientId, graph, pages, ca } = emulator;
  const handsFreeAuthority = authorityFor('hands-free.contoso.example');
  const endpoints = { authority, handsFreeAuthority, clientId, graph, pages, ca };
  await replaceFile(endpointsFile(dataDir), json(endpoints));
  const { controlUrl: url, controlSecret: secret } = emulator;
  await replaceFile(controlFile(dataDir), json({ url, secret, pid: process.pid }));
}

const json = (content: object): string => `${JSON.stringify(content, undefined, 2)}\n`;

/** The error when another program has a port of the installation, with the remedy. */
function portTaken(port: number, dataDir: string): Error {
  const look =
    process.platform === 'win32'
      ? `netstat -ano | findstr :${port}`
      : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
  const isOfWorkspace = relative('', dataDir) === '.emulator';
  const renew = `npm start -- identity-emulator --new-ports${isOfWorkspace ? '' : ` --data "${dataDir}"`}`;
  return new Error(
    said({
      en: [
        `Port ${port} of the identity emulator is taken by another program.`,
        `End that program (${look} shows it), or choose other ports, where sign-ins of before are not found:`,
        renew,
      ].join('\n'),
      ko: [
        `ID 에뮬레이터의 ${port} 포트를 다른 프로그램이 쓰고 있습니다.`,
        `그 프로그램(${look} 명령으로 확인)을 끝내거나, 다른 포트를 고르세요. 그러면 이전 로그인은 찾지 못합니다:`,
        renew,
      ].join('\n'),
    }),
  );
}
