import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';
import { programOf } from '../launch/programs.mjs';
import { bodyOf, keptCode, scriptOf } from './code-of-bundle.mjs';

/**
 * Lets a bundle start without being compiled: puts a first line into it that uses V8's code for it,
 * and writes that code beside it, as `<file>.v8`. The bundle alone runs as well, only slower.
 *
 * @param {string} file a bundle; replaced
 * @param {{ record?: boolean }} [options] record: a sample of the command line, so that the code can be that of a run
 */
export async function withCodeCache(file, { record = false } = {}) {
  const body = bodyOf(readFileSync(file, 'utf8'));
  const bundle = Buffer.from(`#!/usr/bin/env node\n${await starter()}${body}`);
  if (bundle.some((byte) => byte > 127)) throw new Error(`${file} has to be ASCII`);
  writeFileSync(file, bundle);
  const code = (record && (await recorded(file))) || compiled(file, bundle);
  writeFileSync(`${file}.v8`, keptCode(bundle, code));
}

/**
 * The code of what runs for a token from the cache: half as much to read and to take over as all of it.
 *
 * @param {string} file
 * @returns {Promise<Buffer | undefined>} nothing where no run could be recorded, which is said
 */
async function recorded(file) {
  const out = `${file}.recorded`;
  const program = await programOf(join(import.meta.dirname, 'src/record-code.ts'));
  const args = [...program, file, out];
  const cwd = join(import.meta.dirname, '../..');
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
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

/** On one line. */
async function starter() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'start-bundle.mjs')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    // Not the syntax: it makes line breaks of '\n'.
    minifyWhitespace: true,
    minifyIdentifiers: true,
  });
  return outputFiles[0]?.text.trim();
}

/**
 * Every function, and not only what runs at once, where the program is not run for it.
 *
 * @param {string} file
 * @param {Buffer} bundle
 */
function compiled(file, bundle) {
  setFlagsFromString('--no-lazy');
  const script = scriptOf(file, bundle);
  setFlagsFromString('--lazy');
  return script.createCachedData();
}
