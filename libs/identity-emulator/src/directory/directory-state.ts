import type { Directory } from './directory.ts';
import type { Passwords } from './passwords.ts';

/** Tenants, apps and users, and the passwords that users changed. */
export interface DirectoryState {
  directory: Directory;
  passwords: Passwords;
}
