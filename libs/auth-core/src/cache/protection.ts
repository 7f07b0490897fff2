import { ownTexts } from '../errors/own-texts.ts';
import type { KeyProvider } from './key-from-file.ts';
import { isSealed, isSealedWith, KEY_BYTES, open, seal } from './sealed-envelope.ts';
import type { DamageReason } from './set-aside.ts';
import { unusable } from './file-fault.ts';

/** How a file is protected. */
export interface ProtectionDescription {
  /** Whether the file is encrypted. */
  kind: 'encrypted' | 'plaintext';
  /** The name of what keeps the key, for users. */
  keyProvider?: string;
  /** One or two sentences, shown to users. */
  text: string;
}

/** How the bytes of a file come from its text, and back. */
export interface Protection {
  readonly description: ProtectionDescription;
  /** Makes sure that a key is at hand, and makes it if need be: with the lock held only. */
  prepare(): Promise<void>;
  wrap(text: string): Promise<Buffer>;
  unwrap(content: Buffer): Promise<{ text: string } | { refused: DamageReason }>;
  /** Asks for the key anew next time: with the file gone, another process may have removed it. */
  forget(): void;
  /** Removes the key where it is kept. */
  destroy(): Promise<void>;
}

/** Text as it is: only the mode of the file keeps others out. */
export function plaintext(): Protection {
  return {
    description: {
      kind: 'plaintext',
      // Not before it is asked for: hardly any run shows it.
      get text() {
        return ownTexts().notEncrypted(process.platform === 'win32');
      },
    },
    prepare: async () => undefined,
    wrap: async (text) => Buffer.from(text),
    unwrap: async (content) =>
      isSealed(content) ? { refused: 'encrypted' } : { text: content.toString('utf8') },
    forget: () => undefined,
    destroy: async () => undefined,
  };
}

/**
 * AES-256-GCM under a provider's key, which is asked for once.
 *
 * @param identity binds the content to its file
 */
export function encrypted(provider: KeyProvider, identity: string): Protection {
  let known: Uint8Array | undefined;

  async function key(create: boolean): Promise<Uint8Array | undefined> {
    known ??= checked(await provider.getKey(create), provider);
    return known;
  }

  /** The key that fits: another process may have made a new one since this one asked. */
  async function keyFor(content: Buffer): Promise<Uint8Array | undefined> {
    if (known && !isSealedWith(known, content)) known = undefined;
    return key(false);
  }

  return {
    description: {
      kind: 'encrypted',
      // As the text: a name is made in the user's language.
      get keyProvider() {
        return provider.name;
      },
      get text() {
        return ownTexts().encrypted(provider.name);
      },
    },
    prepare: async () => void (await key(true)),
    async wrap(text) {
      const made = await key(true);
      if (!made) throw unusable(ownTexts().noKeyMade(provider.name));
      return seal(made, identity, text);
    },
    async unwrap(content) {
      if (!isSealed(content))
        return { refused: looksDamaged(content) ? 'damaged' : 'not-encrypted' };
      const found = await keyFor(content);
      return found ? open(found, identity, content) : { refused: 'key-lost' };
    },
    forget: () => void (known = undefined),
    async destroy() {
      known = undefined;
      await provider.removeKey?.();
    },
  };
}

/** JSON where encrypted content should be was put there by another program; anything else is damage. */
function looksDamaged(content: Buffer): boolean {
  return !/^\s*[{[]/.test(content.toString('latin1', 0, 64));
}

function checked(key: Uint8Array | undefined, provider: KeyProvider): Uint8Array | undefined {
  if (!key || key.length === KEY_BYTES) return key;
  throw unusable(ownTexts().keyOfWrongLength(provider.name, key.length, KEY_BYTES));
}
