/** One row of docs/versions.md. */
export interface Check {
  /** `Node.js`, `TypeScript`, … */
  what: string;
  version: string;
  /** What is done with it. */
  how: string;
  /**
   * Resolves to the exact version, or to what else there is to tell.
   *
   * @param progress - a line for the terminal
   * @throws {NotHere} where this machine lacks what it takes
   * @throws {Error} with what does not work
   */
  run(progress: (line: string) => void): Promise<string>;
  /** What has passed, too, when this has: it is not run again. */
  shows?: Check;
}

/** This machine cannot run the check. The message says what it lacks. */
export class NotHere extends Error {}
