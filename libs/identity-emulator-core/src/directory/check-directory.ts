import * as v from 'valibot';
import { checkReferences, type Fault } from './check-references.ts';
import type { Directory } from './directory.ts';
import { directorySchema } from './directory-schema.ts';

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
  const parsed = v.safeParse(directorySchema, value);
  const faults = parsed.success ? checkReferences(parsed.output) : parsed.issues.map(fault);
  if (faults.length > 0) throw new TypeError(message(faults));
  return value as Directory;
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

function message(faults: Fault[]): string {
  const lines = faults
    .slice(0, most)
    .map(({ path, says }) => `  ${printable(path)} ${printable(says)}`);
  if (faults.length > most) lines.push(`  and ${faults.length - most} more`);
  return ['The directory is not valid:', ...lines].join('\n');
}

const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '?').slice(0, 400);
