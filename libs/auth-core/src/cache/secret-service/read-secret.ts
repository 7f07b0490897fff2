import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { connectToSessionBus, type DbusConnection } from './dbus-connection.ts';
import type { Variant } from './dbus-message.ts';

/** Where the entry is that `@napi-rs/keyring` makes: the attributes of its item. */
export interface SecretAttributes {
  service: string;
  username: string;
}

/**
 * Reads an entry of the Secret Service without the native package, whose calls would block this
 * process for as long as the bus or the keyring likes.
 *
 * @returns the text; `undefined` without such an entry
 * @throws {Error} when the keyring is locked, cannot be reached or gives another kind of answer
 * @throws the signal's reason
 * @see https://specifications.freedesktop.org/secret-service-spec/latest
 */
export async function readSecret(
  { service, username }: SecretAttributes,
  signal: AbortSignal,
): Promise<string | undefined> {
  const bus = await connectToSessionBus(signal);
  try {
    const attributes = Object.entries({ service, username });
    const search = { ...SERVICE, member: 'SearchItems', signature: 'a{ss}', body: [attributes] };
    const [unlocked, locked] = (await bus.call(search)) as [string[], string[]];
    if (unlocked.length === 0 && locked.length === 0) return undefined;
    const [path] = unlocked;
    if (!path || unlocked.length > 1) throw new Error('the keyring is locked');
    return await secretOf(bus, path);
  } finally {
    bus.close();
  }
}

const SECRETS = { destination: 'org.freedesktop.secrets' };
const SERVICE = {
  ...SECRETS,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

/** The key never crosses the bus in clear: the session is encrypted, as the native package's is. */
async function secretOf(bus: DbusConnection, path: string): Promise<string> {
  const exponent = numberOf(randomBytes(32));
  const ours: Variant = { signature: 'ay', value: bytesOf(power(2n, exponent)) };
  const opened = { ...SERVICE, member: 'OpenSession', signature: 'sv', body: [ALGORITHM, ours] };
  const [theirs, session] = (await bus.call(opened)) as [Variant, string];
  const asked = { ...SECRETS, path, interface: 'org.freedesktop.Secret.Item' };
  const call = { ...asked, member: 'GetSecret', signature: 'o', body: [session] };
  const [[, nonce, sealed]] = (await bus.call(call)) as [[string, Buffer, Buffer, string]];
  const shared = bytesOf(power(numberOf(theirs.value as Buffer), exponent));
  const key = Buffer.from(hkdfSync('sha256', shared, '', '', 16));
  const decipher = createDecipheriv('aes-128-cbc', key, nonce);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
}

const ALGORITHM = 'dh-ietf1024-sha256-aes128-cbc-pkcs7';

/**
 * The prime of the Second Oakley Group, which the algorithm's name stands for. Node's own object for
 * it proves at each start that it is prime, which takes half as long as Node's start.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2409#section-6.2
 */
const PRIME = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD' +
    'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
    'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF',
);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

const numberOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(256, '0'), 'hex');
