import * as v from 'valibot';
import { checkReferences, type Fault } from './check-references.ts';
import { directorySchema } from './directory-schema.ts';
import type { Directory } from './directory.ts';

/** Characters; real directories stay far below. */
const maxLength = 20_000_000;

/**
 * Reads a directory from JSON text, for the option `directory`.
 *
 * @param json 20 million characters at most; a byte order mark is allowed
 * @throws TypeError that says where the text is not JSON, or which fields are wrong and what is allowed
 * @example
 * const directory = parseDirectory(await readFile('directory.json', 'utf8'));
 * const emulator = await startIdentityEmulator({ directory });
 */
export function parseDirectory(json: string): Directory {
  if (json.length > maxLength) throw new TypeError('The directory is too long: 20 MB at most.');
  try {
    return checkDirectory(JSON.parse(json.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TypeError(`The directory is not JSON: ${where(error)}.`, { cause: error });
  }
}

/** What the parser says, without the text that it quotes. */
function where({ message }: SyntaxError): string {
  if (/end of JSON/.test(message)) return 'it ends too soon, or is empty';
  const place = /position \d+( \(line \d+ column \d+\))?/.exec(message)?.[0];
  if (place !== undefined) return `it cannot be read at ${place}`;
  return `it cannot be read: ${/^Unexpected token '?.'?/u.exec(message)?.[0] ?? 'a value is wrong'}`;
}

/** How many faults one message names. */
const most = 5;

/**
 * Makes sure that something is a directory: no unknown field, no name twice, no reference to
 * nothing.
 *
 * @returns the very same object
 * @throws TypeError that names each fault by its path and says what is allowed
 */
export function checkDirectory(value: unknown): Directory {
  checkShape('directory is', directorySchema, value, checkReferences);
  return value as Directory;
}

/**
 * Holds a value from outside against a schema.
 *
 * @param what begins the message: `directory is`
 * @param more looks for what a schema cannot say
 * @throws TypeError that names each fault by its path and says what is allowed
 */
export function checkShape<Schema extends v.GenericSchema>(
  what: string,
  schema: Schema,
  value: unknown,
  more: (value: v.InferOutput<Schema>) => Fault[] = () => [],
): void {
  const parsed = v.safeParse(schema, value);
  const faults = parsed.success ? more(parsed.output) : parsed.issues.map(fault);
  if (faults.length > 0) throw new TypeError(message(what, faults));
}

function fault(issue: v.BaseIssue<unknown>): Fault {
  const steps = (issue.path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 100)}`,
  );
  const isMissing = issue.type !== 'strict_object' && issue.received === 'undefined';
  return {
    path: steps.join('').replace(/^\./, '') || 'it',
    says: isMissing ? `is missing: it ${issue.message}` : issue.message,
  };
}

function message(what: string, faults: Fault[]): string {
  const lines = faults
    .slice(0, most)
    .map(({ path, says }) => `  ${printable(path)} ${printable(says)}`);
  if (faults.length > most) lines.push(`  and ${faults.length - most} more`);
  return [`The ${what} not valid:`, ...lines].join('\n');
}

const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '?').slice(0, 400);
