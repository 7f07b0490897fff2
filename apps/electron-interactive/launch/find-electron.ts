import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where Electron's program would be, and whether it is there. */
export interface ElectronPlaces {
  /** Absolute path. */
  program?: string;
  /** Where it was looked for. */
  tried: string[];
  /** Of the npm package, whose program has to be the same. */
  version: string;
}

const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Looks for Electron's program, which the npm package does not hold. `require('electron')` would
 * start a download; this only looks.
 */
export function findElectron(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): ElectronPlaces {
  const file = createRequire(import.meta.url).resolve('electron/package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  const folders = [env['ELECTRON_OVERRIDE_DIST_PATH'], join(dirname(file), 'dist')];
  const tried = folders
    .filter((folder): folder is string => Boolean(folder))
    .map((folder) => join(folder, names[platform] ?? 'electron'));
  const program = tried.find((path) => existsSync(path));
  return { tried, version, ...(program ? { program } : {}) };
}
