import { promisify } from 'node:util';
import { ownTexts } from '../errors/own-texts.ts';
import { invalidResponse } from '../msal/server-error.ts';

/** More codings on top of one another no honest server applies. */
const MOST_CODINGS = 3;

/**
 * The bytes of a body without its codings. Requests ask for no coding, but some proxies compress all the same.
 *
 * @param coding - the Content-Encoding header, which names codings in the order of their application
 * @param limit - in bytes, of each decoded form: a few kilobytes may stand for gigabytes
 * @throws {ServerError} `invalid_response`; final where this program cannot read the coding at all, so
 *   that no repetition helps
 * @see RFC 9110, 8.4
 */
export async function decodeBody(body: Buffer, coding: string, limit: number): Promise<Buffer> {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none');
  if (codings.length > MOST_CODINGS) throw unreadable(coding);
  // A server may have lost the header on the way, too.
  if (codings.length === 0 && isGzip(body)) codings.push('gzip');
  let bytes = body;
  for (const name of codings.reverse()) bytes = await decoded(bytes, name, limit);
  return bytes;
}

/** @see RFC 8259, 8.1: a parser may ignore a byte order mark */
export const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff/, '');

async function decoded(bytes: Buffer, name: string, limit: number): Promise<Buffer> {
  if (bytes.length === 0) return bytes;
  // Loaded where it is needed: hardly ever.
  const unpack = unpackerFor(name, bytes, await import('node:zlib'));
  if (!unpack && !isPlain(bytes, name)) throw unreadable(name);
  if (!unpack) return bytes;
  try {
    return await promisify(unpack)(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw invalidResponse(ownTexts().answers.tooLong(limit));
    if (isPlain(bytes, name)) return bytes;
    throw invalidResponse(ownTexts().answers.cutOff(name));
  }
}

type Unpacker = (
  bytes: Buffer,
  options: { maxOutputLength: number },
  done: (error: Error | null, bytes: Buffer) => void,
) => void;

function unpackerFor(
  name: string,
  bytes: Buffer,
  // Node has the last one from 22.15 on.
  zlib: typeof import('node:zlib') & { zstdDecompress?: Unpacker },
): Unpacker | undefined {
  const { gunzip, inflate, inflateRaw, brotliDecompress, zstdDecompress } = zlib;
  if (isNameOfGzip(name)) return isZlib(bytes) ? inflate : gunzip;
  if (name === 'deflate') return isZlib(bytes) ? inflate : inflateRaw;
  if (name === 'br') return brotliDecompress;
  return name === 'zstd' ? zstdDecompress : undefined;
}

/** Some proxies unpack an answer and leave its header, and some servers name a character set there. */
function isPlain(bytes: Buffer, name: string): boolean {
  if (isNameOfGzip(name) && !isGzip(bytes)) return true;
  try {
    JSON.parse(textOf(bytes));
    return true;
  } catch {
    return false;
  }
}

const isNameOfGzip = (name: string) => name === 'gzip' || name === 'x-gzip';

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** RFC 1950, 2.2. Some servers leave the header out that the name "deflate" stands for. */
const isZlib = (bytes: Buffer) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0;

function unreadable(coding: string): Error {
  const name = /^[\w.+-]{1,30}$/.test(coding) ? `"${coding}"` : undefined;
  return Object.assign(invalidResponse(ownTexts().answers.unreadable(name)), { isFinal: true });
}
