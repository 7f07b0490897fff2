import { randomBytes, scryptSync } from 'node:crypto';
import type { Directory, User } from './directory.ts';
import type { Journal } from '../server/storage/journal.ts';
import { sameSecret } from '../server/secret.ts';

/** Tenants, apps and users, and the passwords that users changed. */
export interface DirectoryState {
  directory: Directory;
  passwords: Passwords;
}

interface Changed {
  salt: string;
  hash: string;
}

/** The passwords of the directory, and those that users put in the place of expired ones. */
export class Passwords {
  readonly #changed = new Map<string, Changed>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
    for (const [key, value] of journal.entries('password', { salt: 'string', hash: 'string' }))
      this.#changed.set(key, value as Changed);
  }

  isRight(user: User, given: string): boolean {
    const changed = this.#changed.get(user.id);
    if (!changed) return sameSecret(given, user.password);
    return sameSecret(hashed(given, changed.salt), changed.hash);
  }

  isExpired(user: User): boolean {
    return user.passwordExpired === true && !this.isChanged(user);
  }

  /** Whether the user changed the password of the directory. */
  isChanged({ id }: User): boolean {
    return this.#changed.has(id);
  }

  /** Resolves when the new one is kept, as a hash: users may reuse a real password. */
  async change({ id }: User, password: string): Promise<void> {
    const salt = randomBytes(16).toString('base64url');
    const value = { salt, hash: hashed(password, salt) };
    this.#changed.set(id, value);
    await this.#journal.write({ kind: 'password', key: id, value });
  }
}

const hashed = (password: string, salt: string): string =>
  scryptSync(password, salt, 32).toString('base64url');
