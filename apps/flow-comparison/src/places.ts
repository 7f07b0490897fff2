import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Beside the program's entry, so that the paths are the same from its bundle (tools/launch/programs.mjs).

/** The workspace's folder. */
export const root: string = join(import.meta.dirname, '../../..');

/** Folder of this app. */
export const projectFolder: string = join(import.meta.dirname, '..');

/** Vite's build of the page. */
export const pageFolder: string = join(projectFolder, 'dist/page');

/** Recorded runs, in git. */
export const recordingsFolder: string = join(projectFolder, 'recordings');

/** Preloaded into each sample. */
export const probeFile: string = join(projectFolder, 'src/probe/probe.mjs');

/** What runs in the emulators' thread. */
export const emulatorWorker: string = join(projectFolder, 'src/emulator-worker.ts');

/** Where a sample begins. @param entry - from its folder */
export const mainOf = (sample: string, entry = 'src/main.ts'): string =>
  join(root, 'apps', sample, entry);

/** Text of the sample's main.ts. */
export const sourceOf = (sample: string): string => readFileSync(mainOf(sample), 'utf8');
