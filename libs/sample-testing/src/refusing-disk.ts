import { join } from 'node:path';

/**
 * The environment of a sample that can write nothing below the folder: the system answers with the
 * number, such as 122 of a quota that is used up.
 */
export function refusingDisk(folder: string, errno: number): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'refusing-disk.cjs')}`,
    REFUSE_BELOW: folder,
    REFUSE_ERRNO: String(errno),
  };
}
