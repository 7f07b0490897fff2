import { join } from 'node:path';
import type { JWK } from 'jose';
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
import { type Log, makeFolder } from './server/storage/data-files.ts';
import { keepJson } from './server/storage/keep-json.ts';

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
