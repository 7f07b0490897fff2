/** Runs a CommonJS file as Node does: as the body of a function that is given what the file may use. */
export function runScript(text: string, given: Record<string, unknown>): void {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file is run; it is one of our own
  const script = new Function(...Object.keys(given), text) as (...values: unknown[]) => void;
  script(...Object.values(given));
}
