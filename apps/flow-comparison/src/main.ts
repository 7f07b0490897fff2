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
import { commonOptions, readOptions, runCommand, UsageError } from './stage-command.ts';
import { createStage } from './stage.ts';
import { stageTexts } from './stage-texts.ts';

const options = { ...commonOptions, port: { type: 'string', default: '0' } } as const;

await runCommand(
  async (given) => {
    const { help, port } = readOptions(given, options);
    if (help) process.stdout.write(stageTexts[messageLanguage()].help);
    else await serve(portOf(port));
  },
  (code) => process.exit(code),
);

async function serve(port: number): Promise<void> {
  const language = messageLanguage();
  const texts = stageTexts[language];
  const [program] = await Promise.all([
    programFor(emulatorWorker),
    buildPage(() => void process.stderr.write(`${texts.building}\n`)).catch((error: Error) => {
      throw new Error(texts.noPage(error.message));
    }),
  ]);
  const journal = messageJournal();
  const stage = createStage(emulatorPool(program), journal.add, {
    language,
    recording: findRecording,
  });
  const server = await serveStage(stage, journal, port).catch(
    async (error: NodeJS.ErrnoException) => {
      await stage.close();
      throw error.syscall === 'listen' ? new UsageError(portProblem(port, error)) : error;
    },
  );
  await stage.setLanes([
    { flow: 'device-code', user: 'scripted' },
    { flow: 'interactive', user: 'scripted' },
  ]);
  process.stdout.write(`${texts.open(server.address)}\n${texts.keep}\n`);

  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second one ends it at once; what runs then is found by the next start.
      if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 1);
      isStopping = true;
      process.stderr.write(`${texts.stopping}\n`);
      void Promise.all([server.close(), stage.close()]).finally(() => process.exit(0));
    });
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(stageTexts[messageLanguage()].notAPort(text.slice(0, 40)));
}
