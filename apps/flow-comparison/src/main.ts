/** Serves the stage: flows side by side, live, in a page of this machine. */
import { messageLanguage } from '@entra-flows/primitives/language';
import { portProblem } from '@entra-flows/primitives/listen-on-loopback';
import { buildPage } from './build-page.ts';
import { emulatorPool } from './lanes/emulators.ts';
import { programFor } from './program-for.ts';
import { emulatorWorker } from './places.ts';
import { messageJournal } from './server/message-journal.ts';
import { findRecording } from './record/read-recordings.ts';
import { serveStage } from './server/serve-stage.ts';
import {
  commonOptions,
  readOptions,
  runCommand,
  stopSignal,
  UsageError,
  useOwnTemporaryFolder,
  writeHelp,
} from './stage-command.ts';
import { createStage } from './stage.ts';
import { stageTexts } from './stage-texts.ts';

/** The same at each start, so that a link to what is shown opens again. */
const usualPort = 22_480;

const options = { ...commonOptions, port: { type: 'string' } } as const;

await runCommand(
  async (given) => {
    const { help, port } = readOptions(given, options);
    if (help) writeHelp(stageTexts[messageLanguage()].help);
    else await serve(port === undefined ? undefined : portOf(port));
  },
  (code) => process.exit(code),
);

/** @param asked - the usual port when absent, or any other that is free */
async function serve(asked: number | undefined): Promise<void> {
  const language = messageLanguage();
  const texts = stageTexts[language];
  const [program] = await Promise.all([
    programFor(emulatorWorker),
    buildPage(() => void process.stderr.write(`${texts.building}\n`)).catch((error: Error) => {
      throw new Error(texts.noPage(error.message));
    }),
  ]);
  useOwnTemporaryFolder();
  const journal = messageJournal();
  const stage = createStage(emulatorPool(program), journal.add, {
    language,
    recording: findRecording,
  });
  const serveAt = (port: number) =>
    serveStage(stage, journal, port, language === 'ko' ? language : undefined);
  const server = await serveAt(asked ?? usualPort)
    .catch((error: NodeJS.ErrnoException) => {
      if (asked !== undefined || error.syscall !== 'listen') throw error;
      return serveAt(0);
    })
    .catch(async (error: NodeJS.ErrnoException) => {
      await stage.close();
      const port = asked ?? 0;
      throw error.syscall === 'listen' ? new UsageError(portProblem(port, error)) : error;
    });
  await stage.setLanes([
    { flow: 'device-code', user: 'scripted' },
    { flow: 'interactive', user: 'scripted' },
  ]);
  process.stdout.write(`${texts.open(server.address)}\n${texts.keep}\n`);

  stopSignal().addEventListener('abort', () => {
    process.stderr.write(`${texts.stopping}\n`);
    void Promise.all([server.close(), stage.close()]).finally(() => process.exit(0));
  });
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(stageTexts[messageLanguage()].notAPort(text.slice(0, 40)));
}
