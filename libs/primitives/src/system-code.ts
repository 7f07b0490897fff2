/**
 * The name of a system error. libuv has no name for some numbers that disks answer with: EDQUOT, of a
 * quota that is used up, comes as `Unknown system error -122`.
 *
 * @returns an empty text for any other error
 */
export function systemCode(error: unknown): string {
  const code = read(error, 'code');
  if (typeof code !== 'string') return '';
  if (!code.startsWith(UNNAMED)) return code;
  const errno = read(error, 'errno');
  const number = Math.abs(typeof errno === 'number' ? errno : Number(code.slice(UNNAMED.length)));
  return nameOf(number) ?? code;
}

/** Undefined where a getter or a proxy throws. */
function read(from: unknown, key: string): unknown {
  try {
    return (Object(from) as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

const UNNAMED = 'Unknown system error';

/** Asked for when needed, and by no import: a browser has errors too, and neither numbers nor `os`. */
function nameOf(number: number): string | undefined {
  const named = process.getBuiltinModule('node:os').constants.errno as Record<string, number>;
  const known = Object.keys(named).find((name) => named[name] === number);
  return known ?? (process.platform === 'linux' ? LINUX[number] : undefined);
}

/** What Node does not name either. @see https://man7.org/linux/man-pages/man3/errno.3.html */
const LINUX: Record<number, string> = {
  117: 'EUCLEAN',
  121: 'EREMOTEIO',
  123: 'ENOMEDIUM',
  126: 'ENOKEY',
  127: 'EKEYEXPIRED',
  128: 'EKEYREVOKED',
  129: 'EKEYREJECTED',
};
