import { rename } from 'node:fs/promises';
import { fileProblem } from './file-problem.ts';

/** Tells a person what happened to their files, in one line. */
export type Log = (line: string) => void;

/**
 * Moves a file that cannot be used out of the way, where a person can still look at it.
 *
 * @param consequence what is lost by it
 */
export async function setAside(path: string, why: string, consequence: string, log: Log) {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    throw await fileProblem(path, 'moved', error);
  }
  log(`${path} cannot be used: ${why}. It was moved to ${aside}. ${consequence}`);
}
