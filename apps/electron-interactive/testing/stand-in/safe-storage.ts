import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyWrapping } from '../../src/key-from-safe-storage.ts';
import { strict } from './strict.ts';

/** `gnome_libsecret`, `basic_text`, or `unavailable` for a keyring that stays locked. */
export type StorageBackend = 'gnome_libsecret' | 'basic_text' | 'unavailable';

/** What answers otherwise than a keyring that works. */
export type Disturbance = Partial<KeyWrapping>;

/**
 * Electron's `safeStorage` with a file in place of the system's keyring: it witnesses when the app
 * encrypts and what it does when it cannot, and not how well a system keeps a secret.
 */
export function standInSafeStorage(
  folder: string,
  backend: StorageBackend,
  disturbed: Disturbance = {},
) {
  const key = () => {
    const file = join(folder, 'stand-in-keyring');
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
    return readFileSync(file);
  };
  const working: KeyWrapping = {
    getSelectedStorageBackend: () => (backend === 'unavailable' ? 'gnome_libsecret' : backend),
    isAsyncEncryptionAvailable: async () => backend !== 'unavailable',
    async encryptStringAsync(text: string) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(content: Buffer) {
      const decipher = createDecipheriv('aes-256-gcm', key(), content.subarray(0, 12));
      decipher.setAuthTag(content.subarray(12, 28));
      const result =
        decipher.update(content.subarray(28), undefined, 'utf8') + decipher.final('utf8');
      return { result, shouldReEncrypt: false };
    },
  };
  return strict('safeStorage', { ...working, ...disturbed });
}
