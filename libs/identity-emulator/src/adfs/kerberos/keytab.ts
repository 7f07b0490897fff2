import { readFileSync, statSync } from 'node:fs';
import { keyLengths } from './encryption.ts';

export interface KeytabEntry {
  /** `HTTP/localhost` */
  principal: string;
  realm: string;
  /** Version of the key: each change of the password makes it one more. */
  kvno: number;
  /** 18 for aes256-cts-hmac-sha1-96. */
  encryptionType: number;
  key: Buffer;
}

/**
 * Reads the keys of a service from a file that `ktadd`, `ktutil` or `ktpass` wrote. Keys of encryption
 * types that the emulator does not speak (RC4, DES) are left out.
 *
 * @param service such as `HTTP/localhost`, or `HTTP/localhost@REALM`
 * @throws Error for users
 */
export function readKeytab(path: string, service: string): KeytabEntry[] {
  const entries = parseKeytab(readBytes(path), path);
  const names = [...new Set(entries.map(nameOf))];
  const mine = entries.filter((one) => [one.principal, nameOf(one)].includes(service));
  if (mine.length === 0)
    throw new Error(
      `The keytab ${path} has no key of ${service}; it has those of ${names.join(', ') || 'no service'}. Add that one with ktadd, or name another service principal.`,
    );
  const usable = mine.filter(
    ({ encryptionType, key }) => keyLengths[encryptionType] === key.length,
  );
  if (usable.length === 0)
    throw new Error(
      `The keytab ${path} has no AES key of ${service}. Make one with: ktadd -e aes256-cts:normal`,
    );
  return usable;
}

const nameOf = ({ principal, realm }: KeytabEntry): string => `${principal}@${realm}`;

/** Far above the size of real keytabs. */
const maxBytes = 1024 * 1024;

function readBytes(path: string): Buffer {
  try {
    const found = statSync(path);
    // Reading a pipe would never end.
    if (!found.isFile() || found.size > maxBytes) throw new Error('it is not a keytab file');
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'the file does not exist' : (code ?? message);
    throw new Error(
      `The keytab ${path} cannot be read: ${why}. Name another file, or leave the keytab out; then no user can sign in with Kerberos.`,
      { cause: error },
    );
  }
}

/** @see https://web.mit.edu/kerberos/krb5-devel/doc/formats/keytab_file_format.html */
export function parseKeytab(bytes: Buffer, path: string): KeytabEntry[] {
  const damaged = () => new Error(`The keytab ${path} is damaged, or no keytab of version 2.`);
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== 0x0502) throw damaged();
  const entries: KeytabEntry[] = [];
  try {
    for (let at = 2; at < bytes.length;) {
      const size = bytes.readInt32BE(at);
      if (size === 0) break;
      if (at + 4 + Math.abs(size) > bytes.length) throw damaged();
      // A negative size is the hole that a removed entry left.
      if (size > 0) entries.push(readEntry(bytes.subarray(at + 4, at + 4 + size)));
      at += 4 + Math.abs(size);
    }
  } catch {
    throw damaged();
  }
  return entries;
}

function readEntry(bytes: Buffer): KeytabEntry {
  let at = 0;
  const number = (size: number): number => bytes.readUIntBE((at += size) - size, size);
  const counted = (): Buffer => {
    const length = number(2);
    if (at + length > bytes.length) throw new RangeError('cut off');
    return bytes.subarray(at, (at += length));
  };
  const components = number(2);
  const realm = counted().toString();
  const names = Array.from({ length: components }, () => counted().toString());
  at += 8; // the type of the name, and a time
  const shortKvno = number(1);
  const encryptionType = number(2);
  const key = counted();
  const longKvno = bytes.length - at >= 4 ? number(4) : 0;
  return {
    principal: names.join('/'),
    realm,
    kvno: longKvno || shortKvno,
    encryptionType,
    key,
  };
}
