import { chmodSync, existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place } from './sample-place.ts';

/**
 * Takes the place of the user's browser, and writes the link to a file. It cannot show that a window
 * comes up.
 *
 * @returns the environment of a desktop that has it as the system's opener, and as the browser in BROWSER
 */
export function browserStandIn({ folder }: Pick<Place, 'folder'>): NodeJS.ProcessEnv {
  const file = join(folder, 'xdg-open');
  writeFileSync(file, `#!/bin/sh\nprintf '%s' "$1" > '${openedLink({ folder })}'\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}:${process.env['PATH']}`, BROWSER: file, DISPLAY: ':0' };
}

/** The file that the stand-in writes the link to. */
export function openedLink({ folder }: Pick<Place, 'folder'>): string {
  return join(folder, 'opened-link');
}

/**
 * Resolves with the link that the stand-in was given, once it was.
 *
 * @throws the reason of the signal
 */
export async function linkThatWasOpened(
  { folder }: Pick<Place, 'folder'>,
  signal?: AbortSignal,
): Promise<string> {
  const file = openedLink({ folder });
  const read = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const changes = watch(folder);
  try {
    while (!read()) await once(changes, 'change', { ...(signal && { signal }) });
    return read();
  } finally {
    changes.close();
  }
}
