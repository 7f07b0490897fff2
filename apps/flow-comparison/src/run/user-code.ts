import type { Run } from './stage-run.ts';

/** As the samples print it, in each language, or log it. */
const PRINTED = /(?:^ *(?:Code|코드) +|\buser_code=)([A-Z0-9]{9})\b/gm;

/** The code that a sample shows its user: it is in the terminal alone, and is newer than those before it. */
export function userCodeIn({ terminal }: Pick<Run, 'terminal'>): string | undefined {
  const text = terminal.map((one) => one.text.replace(/\u001b\[[\d;]*m/g, '')).join('');
  return [...text.matchAll(PRINTED)].at(-1)?.[1];
}
