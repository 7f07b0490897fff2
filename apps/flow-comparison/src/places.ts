import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Beside the program's entry, so that the paths are the same from its bundle (tools/launch/programs.mjs).

/** The workspace's folder. */
export const root: string = join(import.meta.dirname, '../../..');

/** Folder of this app. */
const here = join(import.meta.dirname, '..');

/** Vite's build of the page. */
export const pageFolder: string = join(here, 'dist/page');

/** Recorded runs. */
export const recordingsFolder: string = join(here, 'recordings');

/** Preloaded into each sample. */
export const probeFile: string = join(here, 'src/probe/probe.mjs');

/** What runs in the emulators' thread. */
export const emulatorWorker: string = join(here, 'src/emulator-worker.ts');

/** Where a sample begins. @param entry - from its folder */
export const mainOf = (sample: string, entry = 'src/main.ts'): string =>
  join(root, 'apps', sample, entry);

/** Text of the sample's main.ts. */
export const sourceOf = (sample: string): string => readFileSync(mainOf(sample), 'utf8');
