import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@entra-flows/primitives/make-folder';
import { programOf } from '../programs.mjs';
import { type EmulatorPlace, root } from './emulator-data.ts';

const server = join(root, 'apps/identity-emulator/src/server.ts');

/**
 * Starts an emulator in the background and waits until it serves.
 *
 * It gets a session of its own, so that Ctrl-C in this terminal does not reach it: another terminal
 * may be using it. It leaves by itself when no program holds it.
 *
 * @param options `program`: what node is to run, for tests; `deadline`: in milliseconds
 * @throws Error with what the emulator said, or where to read why it said nothing
 */
export async function startEmulator(
  { dataDir, ephemeral }: EmulatorPlace,
  { program, deadline = 60_000 }: { program?: string[]; deadline?: number } = {},
): Promise<void> {
  const node = program ?? (await programOf(server));
  const command = [...node, '--data', dataDir, ...(ephemeral ? ['--ephemeral'] : [])];
  const log = join(dataDir, 'start.log');
  const stderr = await openStartLog(dataDir, log);
  const child = spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', stderr ?? 'ignore', 'ipc'],
  });
  if (stderr !== undefined) closeSync(stderr);
  try {
    await ready(child, deadline, log);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

/**
 * Opens the file for the last words of an emulator that cannot start.
 *
 * @returns undefined where it cannot be: the emulator itself says what is wrong with its data folder, in
 *   better words
 */
export async function openStartLog(dataDir: string, log: string): Promise<number | undefined> {
  try {
    await makeFolder(dataDir);
    // To open a pipe would wait for its reader.
    const there = statSync(log, { throwIfNoEntry: false });
    return there && !there.isFile() ? undefined : openSync(log, 'w', 0o600);
  } catch {
    return undefined;
  }
}

async function ready(child: ChildProcess, deadline: number, log: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`The identity emulator ${why}`));
      const seeLog = `Read why in ${log}, then try again.`;
      const ended = () => {
        const how = child.signalCode ?? child.exitCode;
        // Its last words may still be on the way when it is already gone.
        if (how === null || child.connected) return;
        fail(`ended before it was ready (${how}). ${seeLog}`);
      };
      const late = () => fail(`did not get ready in ${deadline / 1000} s. ${seeLog}`);
      timer = setTimeout(late, deadline);
      child.once('error', ({ message }) => fail(`could not be started: ${message}`));
      child.on('exit', ended).on('disconnect', ended);
      child.on('message', (said: { type?: string; message?: unknown } | undefined) => {
        if (said?.type === 'ready') resolve();
        else if (said?.type === 'error') reject(new Error(String(said.message)));
      });
    });
  } finally {
    clearTimeout(timer);
  }
}
