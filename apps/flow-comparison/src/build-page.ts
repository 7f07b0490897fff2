import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { laneFlows } from './lanes/flows.ts';
import { mainOf, pageFolder, projectFolder } from './places.ts';

/** What the page is made of. */
const sources = [
  'page',
  'build',
  'src/run',
  'src/messages.ts',
  'src/scene-keys.ts',
  'vite.config.ts',
  'package.json',
];

/**
 * Builds the page where it is missing or older than its sources: `npm start` runs without Nx.
 *
 * @param onBuild - told before it is built, which takes some seconds
 * @throws {Error} with the first line of what the bundler says
 */
export async function buildPage(onBuild: () => void = () => {}): Promise<void> {
  const stateFile = join(pageFolder, 'state');
  const state = stateOf([
    ...sources.flatMap((source) => filesOf(join(projectFolder, source))),
    // Coloured at build time.
    ...laneFlows.map(({ sample }) => mainOf(sample)),
  ]);
  if (read(stateFile) === state) return;
  onBuild();
  await viteBuild();
  writeFileSync(stateFile, state);
}

/**
 * Runs Vite in a process of its own: a bundler keeps hundreds of megabytes.
 *
 * @param args - of `vite build`, behind those of this project
 * @throws {Error} with the first line of what it says
 */
export async function viteBuild(...args: string[]): Promise<void> {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const config = ['--config', join(projectFolder, 'vite.config.ts'), '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, [vite, 'build', ...config, ...args]).catch(
    ({ stderr, message }: Error & { stderr?: string }) => {
      throw new Error((stderr || message).trim().split('\n', 1)[0]);
    },
  );
}

function filesOf(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  } catch {
    return [path];
  }
}

function stateOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
