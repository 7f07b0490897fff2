import { basename } from 'node:path';
import type { FlowId } from '@entra-flows/auth-core';
import { createOutput, type Output } from './output.ts';
import { plainLine } from './plain-text.ts';
import {
  optionsHelp,
  type OwnOptions,
  type OwnValues,
  readOptions,
  type SampleOptions,
} from './read-options.ts';
import { onceWritten, standardError, writeOut } from './standard-streams.ts';
import { surviveHangup } from './survive-hangup.ts';
import { UsageError } from './usage-error.ts';

/** What a sample says of itself. */
export interface SampleAbout<Own extends OwnOptions = OwnOptions> {
  /** The name of the app: `cli-device-code`. */
  name: string;
  /** Its flow, where another one may be proposed when it fails. */
  flow?: FlowId;
  /** Flows that may be proposed then; any, by default: a device without a browser cannot open one. */
  possible?: readonly FlowId[];
  /** One or two sentences for the help. */
  summary: string;
  /** Options that only this sample has, or for which a common one has another text. */
  options: Own;
  /** It runs until it is stopped: SIGTERM is its regular end, with exit code 0. */
  isService?: boolean;
}

/** What a sample gets to work with. */
export interface Sample<Own extends OwnOptions = OwnOptions> {
  options: SampleOptions<OwnValues<Own>>;
  output: Output;
  /** Aborted on Ctrl-C and on a polite kill. */
  signal: AbortSignal;
  /** Something hangs that cannot be ended: the program does not wait for it once it has answered. */
  abandon: () => void;
}

/** 128 + the signal's number, as shells report it. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** ms that are left after a signal: a person waits for the terminal, a service has its files to close. */
const GRACE = { sample: 500, service: 10_000 } as const;

/**
 * Reads the command line, runs the sample and sets the exit code: 0 token, 1 failed with a diagnosis,
 * 2 wrong usage, 130 interrupted. Of a service, 1 may be tried again, and 2 needs a change of the command
 * line.
 *
 * @param sample - catches what fails, and returns the exit code of `output.failure`; 0 when it returns
 *   nothing
 */
export async function runSample<const Own extends OwnOptions>(
  about: SampleAbout<Own>,
  sample: (given: Sample<Own>) => Promise<number | void>,
): Promise<void> {
  surviveHangup();
  // Until there is an answer: work that never settles lets Node end without a word, and with 0.
  process.exitCode = 1;
  let abandoned = false;
  const abandon = () => void (abandoned = true);
  try {
    const options = readOptions(process.argv.slice(2), about.options);
    if (options.help) writeOut(helpText(about));
    process.exitCode = options.help ? 0 : await runWith(about, { options, abandon }, sample);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    standardError.write(`${error.message}\n`);
    process.exitCode = 2;
  }
  if (abandoned) onceWritten(() => process.exit());
}

async function runWith<Own extends OwnOptions>(
  about: SampleAbout<Own>,
  given: Pick<Sample<Own>, 'options' | 'abandon'>,
  sample: (given: Sample<Own>) => Promise<number | void>,
): Promise<number> {
  const { signal, interruption } = stopSignal(about.isService ?? false);
  const streams = { out: { write: writeOut }, err: standardError };
  const output = createOutput(given.options, streams, { ...about, interruption });
  const code = await sample({ ...given, output, signal });
  output.end();
  return code ?? (about.isService ? (interruption() ?? 0) : 0);
}

/**
 * The first signal aborts the work. Nothing is waited for after that: what still hangs in a
 * request or a lock must not keep the terminal.
 */
function stopSignal(isService: boolean) {
  const stop = new AbortController();
  const grace = isService ? GRACE.service : GRACE.sample;
  const codes = isService ? { ...INTERRUPTED, SIGTERM: 0 } : INTERRUPTED;
  let code: number | undefined;
  for (const [name, exitCode] of Object.entries(codes)) {
    // A second Ctrl-C ends it by force; of one terminal that closes, both the system and the shell tell.
    process[name === 'SIGHUP' ? 'on' : 'once'](name, () => {
      code = exitCode;
      stop.abort(new DOMException('interrupted', 'AbortError'));
      setTimeout(() => process.exit(exitCode), grace).unref();
    });
  }
  return { signal: stop.signal, interruption: () => code };
}

function helpText({ name, summary, options, isService }: SampleAbout): string {
  const codes = isService
    ? '0 stopped by SIGTERM, 1 could not start or sign out'
    : '0 token, 1 failed with a diagnosis';
  return [
    `${name}: ${summary}`,
    '',
    `Usage: ${commandHere()} [options]`,
    '',
    'Options:',
    optionsHelp(options),
    '',
    'Environment, or .env.local in the current folder:',
    '  ENTRA_CLIENT_ID       application ID of your app registration',
    '  ENTRA_AUTHORITY       https://login.microsoftonline.com/{tenant}, or that of another cloud',
    "  ENTRA_GRAPH           address of Microsoft Graph, if not that of the authority's cloud",
    '',
    `Exit codes: ${codes}, 2 wrong usage, 130 interrupted.`,
    '',
  ].join('\n');
}

/** The command that started this program; SAMPLE_COMMAND names it where a launcher did. */
function commandHere(): string {
  const { SAMPLE_COMMAND, npm_lifecycle_event: script } = process.env;
  if (SAMPLE_COMMAND) return plainLine(SAMPLE_COMMAND, 200);
  return script === 'start' ? 'npm start --' : `node ${basename(process.argv[1] ?? '')}`;
}
