import type { FlowId } from '@entra-flows/auth-core';
import { said, type Said } from '@entra-flows/primitives/said';
import { helpText } from './help-text.ts';
import { explainRun } from './explain.ts';
import { failureText } from '@entra-flows/primitives/failure-text';
import { withoutColour } from '@entra-flows/primitives/terminal-style';
import { createOutput, type Output } from './output.ts';
import {
  type OwnOptions,
  type OwnValues,
  readOptions,
  type SampleOptions,
} from './read-options.ts';
import type { SampleApp } from './sample-config.ts';
import { screenOf } from './screen.ts';
import {
  onceWritten,
  standardError,
  standardOutput,
  surviveHangup,
  writeOut,
} from './standard-streams.ts';
import { UsageError } from './usage-error.ts';

/** Describes a sample, for its help and its diagnoses. */
export interface SampleAbout<Own extends OwnOptions = OwnOptions> {
  /** The name of the app: `cli-device-code`. */
  name: string;
  /** What its product has named, for the help and for the scopes; default: `User.Read`, and nothing else. */
  app?: Pick<SampleApp, 'scopes' | 'clientId' | 'authority' | 'graph'>;
  /** Its flow: when it fails, a diagnosis proposes another one. */
  flow?: FlowId;
  /** Flows that may be proposed then; default: any. */
  possible?: readonly FlowId[];
  /** One or two sentences for the help: one text, or one for each language. */
  summary: Said;
  /** Options that only this sample has, or common ones with another help text. */
  options: Own;
  /** Runs until it is stopped: SIGTERM is its regular end, with exit code 0. Default: false */
  isService?: boolean;
}

/** What a sample gets to work with. */
export interface Sample<Own extends OwnOptions = OwnOptions> {
  /** The command line. */
  options: SampleOptions<OwnValues<Own>>;
  /** Prints results and failures. */
  output: Output;
  /** Aborted on Ctrl-C, SIGTERM and SIGHUP. */
  signal: AbortSignal;
  /** Says that something hangs which cannot be ended: the program then exits once it has answered. */
  abandon: () => void;
}

/** 128 + the signal's number, as shells report it. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const notOfService = {
  en: '--explain tells of a run that ends. What a service does is in its log; --verbose has each exchange.',
  ko: '--explain은 끝나는 실행을 설명합니다. 서비스가 하는 일은 로그에 있고, --verbose는 모든 통신을 보여 줍니다.',
};

/** ms that are left after a signal: a user waits for the terminal, a service has files to close. */
const GRACE = { sample: 500, service: 10_000 } as const;

/**
 * Reads the command line, runs the sample and sets the exit code: 0 token, 1 failed with a diagnosis,
 * 2 wrong usage, 130 interrupted. A service that ends with 1 may be started again as it is; 2 needs a
 * change of its command line.
 *
 * @param about - describes the sample
 * @param sample - catches what fails and returns the exit code of `output.failure`; nothing means 0. A
 *   UsageError that it throws ends the program with its message and 2.
 */
export async function runSample<const Own extends OwnOptions>(
  about: SampleAbout<Own>,
  sample: (given: Sample<Own>) => Promise<number | void>,
): Promise<void> {
  surviveHangup();
  // Until there is an answer: if the work never settles, Node ends silently, and with 0.
  process.exitCode = 1;
  let abandoned = false;
  const abandon = () => void (abandoned = true);
  try {
    const options = readOptions(process.argv.slice(2), about.options, about.app?.scopes);
    if (options.noColor) withoutColour();
    if (options.help) writeOut(helpText(about, screenOf(standardOutput)));
    if (about.isService && options.explain) throw new UsageError(said(notOfService));
    process.exitCode = options.help ? 0 : await runWith(about, { options, abandon }, sample);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    standardError.write(failureText(error.message, standardError));
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
  const streams = { out: standardOutput, err: standardError };
  const explanation = given.options.explain ? explainRun(about.flow) : undefined;
  const typed = { args: process.argv.slice(2), own: about.options };
  const context = { ...about, interruption, explanation, typed };
  const output = createOutput(given.options, streams, context);
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
    // A second Ctrl-C ends it by force. When a terminal closes, both system and shell send SIGHUP.
    process[name === 'SIGHUP' ? 'on' : 'once'](name, () => {
      code = exitCode;
      stop.abort(new DOMException('interrupted', 'AbortError'));
      setTimeout(() => process.exit(exitCode), grace).unref();
    });
  }
  return { signal: stop.signal, interruption: () => code };
}
