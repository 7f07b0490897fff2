/** Serves the stage: flows side by side, live, in a page of this machine. */
import { parseArgs } from 'node:util';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption } from '@entra-flows/primitives/language-option';
import { buildPage } from './build-page.ts';
import { emulatorPool } from './lanes/emulators.ts';
import { programFor } from './program-for.ts';
import { emulatorWorker } from './places.ts';
import { messageJournal } from './server/message-journal.ts';
import { serveStage } from './server/serve-stage.ts';
import { createStage } from './stage.ts';
import { stageTexts } from './stage-texts.ts';

/** What the user who typed the command can correct. */
class UsageError extends Error {}

try {
  const problem = followLanguageOption(process.argv.slice(2));
  if (problem) throw new UsageError(problem);
  const options = parsed(process.argv.slice(2));
  if (options.help) process.stdout.write(stageTexts[messageLanguage()].help);
  else await serve(portOf(options.port));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function serve(port: number): Promise<void> {
  const language = messageLanguage();
  const texts = stageTexts[language];
  const [program] = await Promise.all([
    programFor(emulatorWorker),
    buildPage().catch((error: Error) => {
      throw new Error(texts.noPage(error.message));
    }),
  ]);
  const journal = messageJournal();
  const stage = createStage(emulatorPool(program), journal.add, { language });
  const server = await serveStage(stage, journal, port).catch(
    async (error: NodeJS.ErrnoException) => {
      await stage.close();
      throw error.code === 'EADDRINUSE' ? new UsageError(texts.portTaken(port)) : error;
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

function parsed(given: string[]) {
  const options = {
    port: { type: 'string', default: '0' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    // pnpm passes the -- on that npm takes for itself.
    return parseArgs({ args: given[0] === '--' ? given.slice(1) : given, options }).values;
  } catch (error) {
    const [why = ''] = (error as Error).message.split(/\.\s/);
    throw new UsageError(stageTexts[messageLanguage()].unknownOption(why.replace(/\.$/, '')));
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(stageTexts[messageLanguage()].notAPort(text.slice(0, 40)));
}
