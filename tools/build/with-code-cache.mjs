import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';
import { bodyOf, keptCode, scriptOf } from './code-of-bundle.mjs';

/**
 * Lets a bundle start without being compiled: puts a first line into it that uses V8's code for it,
 * and writes that code beside it, as `<file>.v8`. The bundle alone runs as well, only slower.
 *
 * @param {string} file a bundle; replaced
 */
export async function withCodeCache(file) {
  const body = bodyOf(readFileSync(file, 'utf8'));
  const bundle = Buffer.from(`#!/usr/bin/env node\n${await starter()}${body}`);
  if (bundle.some((byte) => byte > 127)) throw new Error(`${file} has to be ASCII`);
  writeFileSync(file, bundle);
  writeFileSync(`${file}.v8`, keptCode(bundle, compiled(file, bundle)));
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
 * Every function, and not only what runs at once: so the program need not be run for it.
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
