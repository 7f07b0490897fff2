import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Script } from 'node:vm';

const HASH = 32;

const MARK = '\n//@body\n//';

/**
 * A program as the lines of a bundle that V8 compiles: comments, and already the function that is called.
 *
 * @param {string} program
 */
export function bodyOf(program) {
  // esbuild's link to the licences stands on a line of its own.
  const lines = program.trimEnd().replace(/\n(?=\/\*! For license .*$)/, ' ');
  const source = `(function(exports,require,module,__filename,__dirname){${lines}})`;
  return MARK + source.replaceAll('\n', '\n//');
}

/**
 * What V8 compiles of a bundle: the lines below the mark, which are comments there.
 *
 * @param {string} file
 * @param {Buffer} bundle ASCII, which is read in no time
 * @param {Buffer} [cachedData]
 */
export function scriptOf(file, bundle, cachedData) {
  const text = bundle.toString('latin1', bundle.indexOf(MARK) + MARK.length);
  // One line is taken as it is: each copy of it is a third of a megabyte for the garbage collector.
  const source = text.includes('\n') ? text.replaceAll('\n//', '\n') : text;
  // A stack trace names the lines of the file: the first one of the body is its fourth.
  return new Script(source, { filename: basename(file), lineOffset: 3, cachedData });
}

/**
 * V8's code for a bundle, as it is kept in a file. V8 itself compares no more than its own version and
 * the length of the source, and damaged code ends the process.
 *
 * @param {Buffer} bundle
 * @param {Buffer} code
 */
export function keptCode(bundle, code) {
  return Buffer.concat([hashOf(bundle, code), code]);
}

/**
 * @param {Buffer} bundle
 * @param {Buffer} kept
 * @returns {Buffer | undefined} nothing if it belongs to another bundle, system or Node.js
 */
export function codeFor(bundle, kept) {
  const code = kept.subarray(HASH);
  return hashOf(bundle, code).equals(kept.subarray(0, HASH)) ? code : undefined;
}

/**
 * @param {Buffer} bundle
 * @param {Buffer} code
 */
function hashOf(bundle, code) {
  const { version, platform, arch } = process;
  const hash = createHash('sha256').update(`${version} ${platform} ${arch} ${bundle.length} `);
  return hash.update(bundle).update(code).digest();
}
