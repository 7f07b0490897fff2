import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageLanguage } from '@entra-flows/primitives/language';
import { makeFolder } from '@entra-flows/primitives/make-folder';
import { said, type Said } from '@entra-flows/primitives/said';
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
  const common = [...node, '--data', dataDir, '--lang', messageLanguage()];
  const command = [...common, ...(ephemeral ? ['--ephemeral'] : [])];
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

/**
 * Has other ports chosen for the next start of an emulator, which says which.
 *
 * @throws Error with its exit code, when it could not; it says itself why
 */
export async function chooseNewPorts({ dataDir }: EmulatorPlace): Promise<void> {
  const given = ['--data', dataDir, '--lang', messageLanguage(), '--new-ports'];
  const { status } = spawnSync(process.execPath, [...(await programOf(server)), ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new Error(
      said({
        en: `No other ports could be chosen (${status}).`,
        ko: `다른 포트를 고를 수 없었습니다(${status}).`,
      }),
    );
}

async function ready(child: ChildProcess, deadline: number, log: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: Said) => reject(new Error(said(why)));
      const seeLog = {
        en: `Read why in ${log}, then try again.`,
        ko: `이유는 ${log} 파일에 있습니다.`,
      };
      const ended = () => {
        const how = child.signalCode ?? child.exitCode;
        // Its last words may still be on the way when it is already gone.
        if (how === null || child.connected) return;
        fail({
          en: `The identity emulator ended before it was ready (${how}). ${seeLog.en}`,
          ko: `ID 에뮬레이터가 준비되기 전에 종료되었습니다(${how}). ${seeLog.ko}`,
        });
      };
      const late = () =>
        fail({
          en: `The identity emulator did not get ready in ${deadline / 1000} s. ${seeLog.en}`,
          ko: `ID 에뮬레이터가 ${deadline / 1000}초 안에 준비되지 않았습니다. ${seeLog.ko}`,
        });
      timer = setTimeout(late, deadline);
      child.once('error', ({ message }) =>
        fail({
          en: `The identity emulator could not be started: ${message}`,
          ko: `ID 에뮬레이터를 시작할 수 없습니다: ${message}`,
        }),
      );
      child.on('exit', ended).on('disconnect', ended);
      child.on('message', (told: { type?: string; message?: unknown } | undefined) => {
        if (told?.type === 'ready') resolve();
        else if (told?.type === 'error') reject(new Error(String(told.message)));
      });
    });
  } finally {
    clearTimeout(timer);
  }
}
