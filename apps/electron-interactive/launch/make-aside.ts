import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes files beside their folder and moves each one in when all are whole: a user who starts an app
 * from there meanwhile, such as the end-to-end tests, never reads half of one.
 *
 * @param folder absolute path; what else is in it stays
 */
export async function makeAside(
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const made = await mkdtemp(`${folder}-`);
  try {
    await make(made);
    await moveInto(folder, made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function moveInto(folder: string, made: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(made, { withFileTypes: true })) {
    const [from, to] = [join(made, entry.name), join(folder, entry.name)];
    await (entry.isDirectory() ? moveInto(to, from) : rename(from, to));
  }
}
