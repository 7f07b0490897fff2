import { type ChildProcess, spawn } from 'node:child_process';
import { nativePackageFile } from '@entra-flows/primitives/native-package';
import { whenAborted } from '@entra-flows/primitives/race-with-signal';
import { ownTexts } from '../errors/own-texts.ts';
import { type KeyringEntry, type KeyringPlace, OPTIONS } from './keyring-entry.ts';

/**
 * The entry as the native package asks for it in a process of its own. Its calls block their thread
 * until the bus and the keyring answer, which may be never; a process can be ended all the same.
 */
export function entryInProcess(place: KeyringPlace): KeyringEntry {
  const ask = (method: string, more: string[], signal: AbortSignal) =>
    askProcess({ ...place, method, more, options: OPTIONS, file: packageFile() }, signal);
  return {
    async get(signal) {
      const text = await ask('getPassword', [], signal);
      return typeof text === 'string' ? text : undefined;
    },
    set: async (text, signal) => void (await ask('setPassword', [text], signal)),
    remove: async (signal) => void (await ask('deletePassword', [], signal)),
  };
}

/** @throws an error with the `code` `MODULE_NOT_FOUND` */
const packageFile = () => nativePackageFile('@napi-rs/keyring');

/**
 * A thread asks, so that the process itself hears when its parent is gone, and ends: an answer that
 * never comes would otherwise keep it for good. The question comes over the channel, where other
 * users do not see it.
 */
const PROGRAM = `
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const asks = \`
  const { parentPort, workerData: { file, service, account, options, method, more } } = require('node:worker_threads');
  (async () => new (require(file).AsyncEntry)(service, account, options)[method](...more))().then(
    (answer) => parentPort.postMessage({ answer }),
    (error) => parentPort.postMessage({ error: String(error?.message ?? error) }),
  );\`;
process.on('message', (workerData) =>
  new Worker(asks, { eval: true, workerData }).on('message', (answer) => process.send(answer)));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(name, () => {});
`;

async function askProcess(question: object, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  // Settings for Node are its parent's: a debugger, say, has its port already.
  const { NODE_OPTIONS, ...rest } = process.env;
  // Only Yarn's Plug'n'Play comes by them, and finds the package in its archive.
  const env = process.versions['pnp'] ? { ...rest, NODE_OPTIONS } : rest;
  const child = spawn(process.execPath, ['-e', PROGRAM], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const stopListening = whenAborted(signal, end);
  try {
    return await answerOf(child, question, signal);
  } finally {
    process.off('exit', end);
    stopListening();
    end();
  }
}

function answerOf(child: ChildProcess, question: object, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () =>
      reject(signal.aborted ? (signal.reason as Error) : new Error(ownTexts().keyringProcessEnded)),
    );
    child.once('message', ({ answer, error }: { answer?: unknown; error?: string }) =>
      error === undefined ? resolve(answer) : reject(new Error(error)),
    );
    // A process that did not start emits `error`.
    child.send(question, () => undefined);
  });
}
