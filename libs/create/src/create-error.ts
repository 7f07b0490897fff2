/** What ends the command: one message for the user, and the exit code that goes with it. */
export class CreateError extends Error {
  /** 1 when something failed, 2 when the command was used wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A place that is not written to. Nothing has been written when this is thrown. */
export const refused = (path: string, why: string): CreateError =>
  new CreateError(`${path} ${why}.`, 2);

const nextByCode: Record<string, string> = {
  ENOTDIR: 'A part of the path is a file. Name another folder.',
  ELOOP: 'Links in the path lead in a circle. Name the folder that is meant.',
  ENAMETOOLONG: 'The name is too long for this system. Choose a shorter one.',
  ENOSPC: 'The disk is full. Make room, then run it again.',
  EDQUOT: 'Your share of the disk is used up. Make room, then run it again.',
  EROFS: 'The file system is read-only. Name another folder.',
  EEXIST: 'Something is there that was not there before. Look at it, then run it again.',
  ENOTEMPTY: 'Something is there that was not there before. Look at it, then run it again.',
};

/** The message for any failure: what happened, why, and what to do next. */
export function describeError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof CreateError || code === undefined) return message;
  const next = nextByCode[code] ?? 'Check that you may write there, then run it again.';
  return `It was not finished: ${message}. ${next}`;
}
