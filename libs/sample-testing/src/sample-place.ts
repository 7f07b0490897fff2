import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';

/** How one run of the sample ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** A sample that runs, and how to follow it. */
export interface Running {
  child: ChildProcess;
  /** Resolves when stderr so far matches; rejects when the sample ends without it. */
  prompted(pattern: RegExp): Promise<RegExpExecArray>;
  /** The same for stdout. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ended>;
}

/** A folder of one test: its own home, cache and endpoints file. */
export interface Place {
  folder: string;
  /** Path of the sample's bundle. */
  bundle: string;
  env: NodeJS.ProcessEnv;
  /** Runs the sample. */
  run(
    args?: string[],
    env?: NodeJS.ProcessEnv,
    stdout?: number,
    /** A command that runs the sample: `['faketime', '2001-01-01']`. */
    under?: string[],
  ): Running;
  /** Runs it without the rights of root, which may write anywhere. */
  runAsOrdinaryUser(args: string[], env?: NodeJS.ProcessEnv, uid?: number): Running;
  /** Deletes the folder. */
  remove(): void;
}

/**
 * A place to run the sample in, as a user's shell would: with the emulator's address in the
 * environment and nothing of this machine's own settings.
 *
 * @param sample - the name of its app
 * @param options.alone - a copy of its bundle, which finds no packages of the workspace
 * @param options.parent - the folder that gets its folder; by default the system's for temporary files
 */
export function placeFor(
  emulator: Pick<IdentityEmulator, 'authority' | 'graph' | 'ca' | 'clientId' | 'pages'>,
  sample: string,
  { alone = false, parent = tmpdir() } = {},
): Place {
  const folder = mkdtempSync(join(parent, `${sample}-`));
  const bundle = alone ? join(folder, `${sample}.cjs`) : bundleOf(sample);
  if (alone) copyFileSync(bundleOf(sample), bundle);
  const { authority, graph, ca, clientId, pages } = emulator;
  const file = join(folder, 'endpoints.json');
  writeFileSync(file, JSON.stringify({ authority, graph, ca, pages }));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    LANG: 'C.UTF-8',
    ENTRA_CLIENT_ID: clientId,
    ENTRA_AUTHORITY: authority,
    ENTRA_EMULATOR: file,
  };
  return {
    folder,
    bundle,
    env,
    run: (args = [], extra = {}, stdout, under = []) =>
      start(
        [bundle, ...args],
        { cwd: folder, env: { ...env, ...extra }, stdio: ['pipe', stdout ?? 'pipe', 'pipe'] },
        under,
      ),
    runAsOrdinaryUser: (args, extra = {}, uid = 65534) => {
      // The workspace may lie where an ordinary user cannot read.
      const copy = join(folder, 'sample.cjs');
      copyFileSync(bundle, copy);
      chmodSync(folder, statSync(folder).mode | 0o055);
      const identity = process.getuid?.() === 0 ? { uid, gid: uid } : {};
      return start([copy, ...args], { cwd: folder, env: { ...env, ...extra }, ...identity });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Path of the bundle, which is what ships. The `test` and `e2e` targets build it first. */
export const bundleOf = (sample: string): string =>
  join(packageFolder(), `../../apps/${sample}/dist/${sample}.cjs`);

/** Folder of this package, also for a program that has this file in its bundle. */
export const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@entra-flows/sample-testing/package.json'));

function start(args: string[], options: SpawnOptions, under: string[] = []): Running {
  const [program = ''] = args;
  // Else what Node.js says of a missing file would pass for what the sample says.
  if (!existsSync(program)) throw new Error(`${program} is not built.`);
  const [command = '', ...rest] = [...under, process.execPath, ...args];
  const child = spawn(command, rest, options);
  const text = { out: '', err: '' };
  child.stdout?.on('data', (part: Buffer) => (text.out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (text.err += part.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...text }));
  const matching =
    (stream: Readable | null, name: keyof typeof text) => async (pattern: RegExp) => {
      for (;;) {
        const found = pattern.exec(text[name]);
        if (found) return found;
        const over = await Promise.race([
          once(stream as Readable, 'data').then(() => false),
          ended,
        ]);
        if (over) throw new Error(`the sample ended without ${pattern}:\n${text.out}${text.err}`);
      }
    };
  const prompted = matching(child.stderr, 'err');
  const printed = matching(child.stdout, 'out');
  return { child, prompted, printed, ended };
}
