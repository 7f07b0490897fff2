import { randomUUID } from 'node:crypto';

/** Runs a CommonJS file as Node does: as the body of a function that is given what the file may use. */
export function runScript(text: string, given: Record<string, unknown>): void {
  // V8 would take the same text from another spec of this process again, whose `import()` is gone by then.
  const own = `${text}\n// ${randomUUID()}`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file is run; it is one of our own
  const script = new Function(...Object.keys(given), own) as (...values: unknown[]) => void;
  script(...Object.values(given));
}
