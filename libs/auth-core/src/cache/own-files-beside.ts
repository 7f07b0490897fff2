import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** How this library ends the names of the files that it keeps beside another. */
export interface NameEnd {
  start: string;
  /** The whole rest of the name: another program's files may begin alike. */
  rest: RegExp;
}

/** The full paths of the plain files beside `file` that have its name with such an end. */
export async function ownFilesBeside(file: string, { start, rest }: NameEnd): Promise<string[]> {
  const folder = dirname(file);
  const prefix = `${basename(file)}${start}`;
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !rest.test(name.slice(prefix.length))) continue;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isFile()) found.push(path);
  }
  return found;
}
