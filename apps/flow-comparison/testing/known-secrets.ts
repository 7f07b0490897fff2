import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaneEmulator } from '../src/lanes/emulators.ts';

/** A signed token, whichever it is. */
const token = /eyJ[\w-]{10,}\.eyJ/;

/** Secrets of these emulators, and the tokens that lie in the lanes' caches: at least one where a lane has one. */
export function knownSecrets(emulators: readonly LaneEmulator[]): string[] {
  return [
    ...cachedSecrets(),
    ...emulators.flatMap(({ controlSecret, users }) => [
      controlSecret,
      ...users.map(({ password }) => password),
    ]),
  ];
}

/** Names of those texts that hold one of the secrets, or a token: none, it is to be hoped. */
export function leaksIn(texts: Record<string, string>, secrets: readonly string[]): string[] {
  const hasOne = (text: string) =>
    token.test(text) || secrets.some((secret) => text.includes(secret.slice(0, 40)));
  return Object.keys(texts).filter((name) => hasOne(texts[name] ?? ''));
}

/** Tokens that lie in the caches of the lanes of this process. */
export function cachedSecrets(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`flow-comparison-${process.pid}-`))
    .flatMap((name) => readdirSync(join(tmpdir(), name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name === 'cache')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .flatMap((text) => text.match(/(?<="secret": ?")[^"]+/g) ?? []);
}
