import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Script } from 'node:vm';

/** Of the digest in hexadecimal digits, on the first line. */
const DIGEST = 64;

/**
 * What is compiled of a program: already the function that is called.
 *
 * @param {string} program
 */
export const textOf = (program) =>
  `(function(exports,require,module,__filename,__dirname){${program.trimEnd()}\n})`;

/** Before the packed program, which is a comment to Node. */
export const MARK = '\n//@packed ';

/**
 * @param {Buffer} bundle
 * @returns {string} the text that is compiled
 */
export function unpacked(bundle) {
  const packed = bundle.toString('latin1', bundle.lastIndexOf(MARK) + MARK.length);
  // Loaded when needed: few runs have to.
  const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
  return brotliDecompressSync(Buffer.from(packed, 'base64')).toString('latin1');
}

/**
 * A stack trace names a line of the unpacked program, which is the second one of the file beside the bundle.
 *
 * @param {string} file the bundle
 * @param {string} text
 * @param {Buffer} [cachedData]
 */
export const scriptOf = (file, text, cachedData) =>
  new Script(text, { filename: `${basename(file)}.v8`, lineOffset: 1, cachedData });

/**
 * The program and V8's code for it, as they are kept in a file. V8 itself compares no more than its own version
 * and the length of the text, and damaged code ends the process.
 *
 * @param {string} id of the program
 * @param {string} text ASCII
 * @param {Buffer} code
 */
export function keptCode(id, text, code) {
  const rest = Buffer.concat([Buffer.from(`\n${text}\n`), code]);
  return Buffer.concat([Buffer.from(digestOf(id, rest)), rest]);
}

/**
 * @param {string} id
 * @param {number} length of the text
 * @param {Buffer} kept
 * @returns {{ text: string, code: Buffer } | undefined} nothing if it belongs to another program, system or Node.js
 */
export function codeFor(id, length, kept) {
  const rest = kept.subarray(DIGEST);
  if (digestOf(id, rest) !== kept.toString('latin1', 0, DIGEST)) return undefined;
  return { text: rest.toString('latin1', 1, 1 + length), code: rest.subarray(length + 2) };
}

/**
 * @param {string} id
 * @param {Buffer} rest
 */
function digestOf(id, rest) {
  const { version, platform, arch } = process;
  return createHash('sha256')
    .update(`${version} ${platform} ${arch} ${id}`)
    .update(rest)
    .digest('hex');
}
