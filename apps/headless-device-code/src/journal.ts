import { fstatSync } from 'node:fs';
import { plainLine } from '@entra-flows/sample-kit';
import {
  plainJson,
  type SampleOptions,
  standardErrorStream,
} from '@entra-flows/sample-kit/service';

/** The priorities of syslog, as journald reads them at the start of a line. */
const PRIORITIES = { error: 3, warning: 4, notice: 5, info: 6, debug: 7 } as const;

type Facts = Record<string, string | number | boolean | Date | undefined>;

/** One line an event; each method is named after its priority. */
export type Journal = Record<keyof typeof PRIORITIES, (event: string, facts?: Facts) => void>;

export interface JournalStream {
  write(text: string): unknown;
  fd?: number;
}

/**
 * The log: `level=notice event=sign-in-needed user_code=… link=…`, or the same as JSON. Under
 * journald, which has the time and reads priorities, `<5>` stands in place of both.
 *
 * @param stream - its failures are ignored: they must not stop the service
 * @see sd-daemon(3), systemd.exec(5): `$JOURNAL_STREAM`
 */
export function openJournal(
  { json }: Pick<SampleOptions, 'json'>,
  stream: JournalStream = standardErrorStream(),
  env: NodeJS.ProcessEnv = process.env,
): Journal {
  const toJournald = isJournald(stream, env);
  const write = (level: keyof typeof PRIORITIES, event: string, facts: Facts) => {
    const start = toJournald ? {} : { time: new Date(), level };
    const line = (json ? plainJson : textLine)({ ...start, event, ...facts });
    stream.write(`${toJournald ? `<${PRIORITIES[level]}>` : ''}${line}\n`);
  };
  const levels = Object.keys(PRIORITIES) as (keyof typeof PRIORITIES)[];
  return Object.fromEntries(
    levels.map((level) => [
      level,
      (event: string, facts: Facts = {}) => write(level, event, facts),
    ]),
  ) as Journal;
}

/** Whether this very stream is the one that journald opened: it may have been redirected since. */
function isJournald({ fd }: JournalStream, { JOURNAL_STREAM }: NodeJS.ProcessEnv): boolean {
  if (!JOURNAL_STREAM || fd === undefined) return false;
  try {
    const { dev, ino } = fstatSync(fd);
    return JOURNAL_STREAM === `${dev}:${ino}`;
  } catch {
    return false;
  }
}

function textLine(facts: Facts): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${quoted(value as string | number | boolean | Date)}`)
    .join(' ');
}

/** As logfmt has it: quotes only where a reader could not tell where the value ends. */
function quoted(value: string | number | boolean | Date): string {
  const text = plainLine(value instanceof Date ? value.toISOString() : String(value), 2000);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}
