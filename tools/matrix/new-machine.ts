import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { copyProgram } from '../pack/install/copy-program.ts';
import { newPackage } from '../pack/install/new-package.ts';
import { type PackageEmulator, startPackageEmulator } from './package-emulator.ts';
import { runProgram } from './run-program.ts';
import { type Tarballs, withPeers } from './tarballs.ts';

/** An empty folder outside of the clone with a home of its own: what a user has who installs the packages. */
export interface NewMachine extends AsyncDisposable {
  readonly folder: string;
  /** Of the programs that run here. */
  readonly env: NodeJS.ProcessEnv;
  /** Installs the libraries with what they need beside them, and packages of the registry. */
  install(libraries: readonly string[], others?: Record<string, string>): Promise<void>;
  nameOf(library: string): string;
  placeOf(library: string): string;
  /** The version of an installed package. */
  versionOf(name: string): string;
  /** Runs the emulator of its package until this machine is disposed of. */
  startEmulator(): Promise<void>;
  /** An empty home: no cache and no key of an earlier program. */
  newHome(): void;
  /** Runs a program of `programs/`. */
  run(program: string, ...args: string[]): Promise<string>;
  /** @throws {Error} when the program gets its token from elsewhere */
  findsToken(from: 'authority' | 'cache', program: string, ...args: string[]): Promise<void>;
}

const programs = join(import.meta.dirname, 'programs');

/** @param node - path of the Node.js that programs and npm run on */
export function newMachine(node: string, tarballs: Tarballs): NewMachine {
  const place = mkdtempSync(join(tmpdir(), 'matrix-'));
  const folder = join(place, 'program');
  mkdirSync(folder);
  const env = { ...npmSettings(), PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  let emulator: PackageEmulator | undefined;
  let homes = 0;

  function newHome(): void {
    const home = join(place, `home-${(homes += 1)}`);
    mkdirSync(home);
    Object.assign(env, { HOME: home, USERPROFILE: home });
  }

  const install = (libraries: readonly string[], others = {}) =>
    newPackage(folder, withPeers(tarballs, libraries), others, env);

  const nameOf = (library: string) => tarballs.get(library)?.manifest.name ?? '';
  const placeOf = (library: string) => join(folder, 'node_modules', nameOf(library));
  const versionOf = (name: string) => {
    const file = join(folder, 'node_modules', name, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  };
  const run = (program: string, ...args: string[]) =>
    runProgram(node, [copyProgram(join(programs, program), folder), ...args], { cwd: folder, env });

  async function findsToken(from: string, program: string, ...args: string[]): Promise<void> {
    const out = await run(program, ...args);
    // Programs of ours say it in a word, samples in a sentence.
    if (!new RegExp(`token from (?:the )?${from}`).test(out))
      throw new Error(
        `${[program, ...args].join(' ')} should find its token in the ${from}: ${out}`,
      );
  }

  newHome();
  return {
    ...{ folder, env, install, nameOf, placeOf, versionOf, newHome, run, findsToken },
    async startEmulator() {
      const program = copyProgram(join(programs, 'emulator.mjs'), folder);
      emulator = await startPackageEmulator(node, program, folder, env);
      Object.assign(env, emulator.settings);
    },
    async [Symbol.asyncDispose]() {
      await emulator?.close();
      rmSync(place, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** npm's cache and registry are those of this machine, wherever HOME is. */
function npmSettings(): NodeJS.ProcessEnv {
  const shell = process.platform === 'win32';
  const get = (name: string) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8', shell }).trim();
  return {
    npm_config_cache: get('cache'),
    npm_config_userconfig: get('userconfig'),
  };
}
