import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { programOf } from '../launch/programs.mjs';
import { keptCode, MARK, scriptOf, textOf } from './code-of-bundle.mjs';

/** @typedef {{ args: string[], env: NodeJS.ProcessEnv }} Run of a program that needs no answer from this process */

/**
 * Packs a program into a bundle, and puts beside it, as `<file>.v8`, the program and V8's code for it: so it starts
 * without being unpacked or compiled. The bundle alone runs as well, only slower.
 *
 * @param {string} file a program; replaced
 * @param {{ record?: boolean | Run }} [options] record: the code can be that of a run: `true` for a sample of the
 *   command line, which gets a token from a cache; or what a run of another program needs
 */
export async function withCodeCache(file, { record = false } = {}) {
  const text = textOf(readFileSync(file, 'utf8'));
  if (/[^\0-\x7f]/.test(text)) throw new Error(`${file} has to be ASCII`);
  const program = { id: createHash('sha256').update(text).digest('hex'), length: text.length };
  const packed = brotliCompressSync(text).toString('base64');
  // esbuild's link to the licences: a reader of the bundle finds it too.
  const [licences = ''] = /\/\*! For license .*\*\//.exec(text) ?? [];
  const start = `#!/usr/bin/env node\n${licences}\n${await starter(program)}`;
  writeFileSync(file, `${start}${MARK}${packed}\n`);
  rmSync(`${file}.v8`, { force: true });
  const code = (record && (await recorded(file, record))) || compiled(file, text);
  writeFileSync(`${file}.v8`, keptCode(program.id, text, code));
}

/**
 * The code of what runs: for a token from the cache half as much to read and to take over as all of it.
 *
 * @param {string} file
 * @param {true | Run} run
 * @returns {Promise<Buffer | undefined>} nothing where no run could be recorded, which is said
 */
async function recorded(file, run) {
  const out = `${file}.recorded`;
  const entry = join(import.meta.dirname, 'src/record-code.ts');
  const { args, env } = run === true ? { args: [], env: process.env } : run;
  const recorder =
    run === true ? await programOf(entry) : [join(import.meta.dirname, 'record-run.mjs')];
  const { status, stderr } = spawnSync(process.execPath, [...recorder, file, out, ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env,
    encoding: 'utf8',
  });
  try {
    return readFileSync(out);
  } catch {
    console.warn(
      `${file}: no run could be recorded (${status}), so all of it is compiled.\n${stderr}`,
    );
    return undefined;
  } finally {
    rmSync(out, { force: true });
  }
}

/** @param {object} program */
async function starter(program) {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'start-bundle.mjs')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    minify: true,
    define: { 'globalThis.PROGRAM': JSON.stringify(program) },
  });
  return outputFiles[0]?.text.trim();
}

/**
 * Every function, and not only what runs at once, where the program is not run for it.
 *
 * @param {string} file
 * @param {string} text
 */
function compiled(file, text) {
  setFlagsFromString('--no-lazy');
  const script = scriptOf(file, text);
  setFlagsFromString('--lazy');
  return script.createCachedData();
}
