/**
 * The emulator in the background: started by a launcher, shared by all samples of this machine, ends
 * after the last lease.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder } from '@entra-flows/identity-emulator/data-files';
import { followLanguageOption, languageOption } from '@entra-flows/primitives/language-option';
import { said } from '@entra-flows/primitives/said';
import { dataFolder, forgetFolder } from './data-folder.ts';
import { renewPorts } from './installation.ts';
import { leaveWhenUnused } from './leave-when-unused.ts';
import { logFile } from './log-file.ts';
import { serve, type ServedEmulator } from './serve.ts';

type Message = { type: 'ready'; already?: true } | { type: 'error'; message: string };

try {
  await run();
} catch (error) {
  const { message } = error as Error;
  process.stderr.write(`${message}\n`);
  await notifyLauncher({ type: 'error', message });
  process.exit(1);
}

async function run(): Promise<void> {
  const problem = followLanguageOption(process.argv.slice(2));
  if (problem) throw new Error(problem);
  const { values } = parseArgs({
    options: {
      ...languageOption,
      data: { type: 'string' },
      'new-ports': { type: 'boolean' },
      ephemeral: { type: 'boolean', default: false },
    },
  });
  const dataDir = dataFolder(values.data, process.env);
  const log = logFile(join(dataDir, 'emulator.log'));
  if (values['new-ports']) return choosePorts(dataDir, log);

  let served: ServedEmulator | undefined = undefined;
  const close = async (): Promise<void> => {
    await served?.close();
    if (values.ephemeral) await forgetFolder(dataDir);
  };
  let leaving = false;
  const leave = (code: number): void => {
    if (leaving) return;
    leaving = true;
    void close().finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(0));
  process.on('uncaughtException', (error) => {
    log(`ends after a fault: ${error.stack}`);
    leave(1);
  });

  const onLeases = leaveWhenUnused(() => leave(0));
  served = await serve(dataDir, { log, onLeases, inMemory: values.ephemeral });
  if (!served) {
    await notifyLauncher({ type: 'ready', already: true });
    process.exit(0);
  }
  await notifyLauncher({ type: 'ready' });
}

async function choosePorts(dataDir: string, log: (line: string) => void): Promise<void> {
  await makeFolder(dataDir);
  const { protocol, pages, control } = await renewPorts(dataDir, log);
  process.stdout.write(
    said({
      en: `From the next start on: ports ${protocol}, ${pages} and ${control}.\n`,
      ko: `다음 시작부터: 포트 ${protocol}, ${pages}, ${control}.\n`,
    }),
  );
}

/** Sends the launcher a message, if there is a launcher; one that has ended needs none. */
function notifyLauncher(message: Message): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve();
    process.send(message, () => {
      if (process.connected) process.disconnect();
      resolve();
    });
  });
}
