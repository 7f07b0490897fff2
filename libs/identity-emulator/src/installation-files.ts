import { join } from 'node:path';
import type { JWK } from 'jose';
import { chmod } from 'node:fs/promises';
import {
  checkCertificate,
  issueCertificate,
  type ServerCertificate,
} from './server/certificate.ts';
import {
  generateSigningJwk,
  importSigningKey,
  type SigningKey,
} from './protocol/tokens/signing-key.ts';
import { lockDataFolder } from './server/storage/lock-data-folder.ts';
import { openJournal } from './server/storage/file-journal.ts';
import { type Journal, memoryJournal } from './server/storage/journal.ts';
import {
  type Log,
  makeFolder,
  readIfThere,
  replaceFile,
  setAside,
} from './server/storage/data-files.ts';

/** What a restart must not change: tokens and pinned certificates depend on it. */
interface Installation {
  signingKey: SigningKey;
  certificate: ServerCertificate;
  journal: Journal;
}

/**
 * @param dataDir made when it is missing, for its owner only; undefined keeps all in memory
 * @param controlPort by which other emulators see that the folder is in use
 * @throws Error for users, when the folder cannot be used or another emulator has it
 */
export async function openInstallation(
  dataDir: string | undefined,
  controlPort: number,
  log: Log,
): Promise<Installation> {
  if (dataDir === undefined) {
    const [signingKey, certificate] = await Promise.all([sharedKey(), issueCertificate()]);
    return { signingKey, certificate, journal: memoryJournal() };
  }
  await makeFolder(dataDir);
  const release = await lockDataFolder(dataDir, controlPort);
  try {
    return await readFiles(dataDir, log, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function readFiles(
  dataDir: string,
  log: Log,
  release: () => Promise<void>,
): Promise<Installation> {
  const both = [
    keepJson({
      path: join(dataDir, 'signing-key.json'),
      read: (jwk) => importSigningKey(jwk as JWK),
      make: generateSigningJwk,
      consequence: 'A new key was made: tokens that were issued before are no longer accepted.',
      log,
    }),
    keepJson({
      path: join(dataDir, 'certificate.json'),
      read: checkCertificate,
      make: issueCertificate,
      consequence: 'A new one was made: clients must read it before they connect again.',
      log,
    }),
  ] as const;
  // What one of them still writes must not outlive the failure of the other.
  await Promise.allSettled(both);
  const [signingKey, certificate] = await Promise.all(both);
  const journal = await openJournal(join(dataDir, 'grants.ndjson'), log);
  const close = async () => {
    try {
      await journal.close();
    } finally {
      await release();
    }
  };
  return { signingKey, certificate, journal: { ...journal, close } };
}

let shared: Promise<SigningKey> | undefined;

/**
 * Emulators in memory share one key a process: making one takes a good part of their start, and
 * their tokens differ by issuer anyway.
 */
const sharedKey = (): Promise<SigningKey> =>
  (shared ??= generateSigningJwk().then(importSigningKey));

interface KeptJson<Value> {
  path: string;
  /** @returns the usable value @throws Error that says why it is not usable */
  read(value: unknown): Value | Promise<Value>;
  make(): Promise<unknown>;
  /** What it costs when the file is damaged, for the user's eyes. */
  consequence: string;
  log: Log;
}

/** Reads a JSON file; makes it when it is missing, and anew when it cannot be used. */
async function keepJson<Value>(kept: KeptJson<Value>): Promise<Value> {
  const text = await readIfThere(kept.path);
  if (text !== undefined) {
    try {
      const value = await kept.read(JSON.parse(text));
      // A copy, or an unpacked archive, may have come with other modes. Windows has none.
      await chmod(kept.path, 0o600).catch(() => {});
      return value;
    } catch (error) {
      await setAside(kept.path, (error as Error).message, kept.consequence, kept.log);
    }
  }
  const made = await kept.make();
  await replaceFile(kept.path, `${JSON.stringify(made, undefined, 2)}\n`);
  return kept.read(made);
}
