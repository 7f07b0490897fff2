// @long hundreds of damaged caches; file-cache-plugin.spec.ts shows one of each kind
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { AuthError } from '@azure/msal-node';
import fc from 'fast-check';
import { parseCacheDocument } from './cache-document.ts';
import { fileCachePlugin } from './file-cache-plugin.ts';
import { cannedAuthority } from './testing/canned-authority.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const scopes = ['User.Read'];

/** Signs in, lets a stranger change the file, and does all that an app does with it. */
async function useAfter(file: string, text: string) {
  await writeFile(file, text);
  const plugin = fileCachePlugin({ file, protection: 'plaintext', onDamaged: () => undefined });
  const { client, signIn } = cannedAuthority(plugin);
  for (const account of await client.getAllAccounts()) {
    await client.acquireTokenSilent({ scopes, account }).catch(onlyAuthErrors);
    await client.acquireTokenSilent({ scopes, account, forceRefresh: true }).catch(onlyAuthErrors);
  }
  const eve = await signIn('eve');
  await client.acquireTokenSilent({ scopes, account: eve });
  await client.signOut({ account: eve });
}

function onlyAuthErrors(error: unknown): void {
  if (!(error instanceof AuthError)) throw error;
}

async function aCache() {
  const file = join(await folder(), 'tokens');
  const authority = cannedAuthority(fileCachePlugin({ file, protection: 'plaintext' }));
  await authority.signIn('ada');
  await authority.signIn('ben');
  return { file, json: JSON.parse(await readFile(file, 'utf8')) as Record<string, Entries> };
}
type Entries = Record<string, Record<string, unknown>>;

/** JSON of all kinds, some of it within a text, as MSAL nests it, or as the claims of a token. */
const replacement = fc.oneof(
  fc.jsonValue(),
  fc.jsonValue().map((value) => [JSON.stringify(value)]),
  fc
    .jsonValue()
    .map((value) => `e30.${Buffer.from(JSON.stringify(value)).toString('base64url')}.x`),
);

test('a cache with any member replaced by anything breaks nothing', async () => {
  const { file, json } = await aCache();
  const members = Object.entries(json).flatMap(([table, entries]) =>
    Object.entries(entries).flatMap(([key, entry]) =>
      Object.keys(entry).map((member) => [table, key, member] as const),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...members), replacement, async ([table, key, member], by) => {
      const forged = structuredClone(json);
      forged[table]![key]![member] = by;
      await useAfter(file, JSON.stringify(forged));
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('a cache with any entry, table or whole replaced by anything breaks nothing', async () => {
  const { file, json } = await aCache();
  const table = fc.constantFrom(...Object.keys(json));
  await fc.assert(
    fc.asyncProperty(table, fc.jsonValue(), fc.nat(2), async (name, by, depth) => {
      const [key = ''] = Object.keys(json[name] ?? {});
      const forged =
        depth === 0 ? by : { ...json, [name]: depth === 1 ? by : { ...json[name], [key]: by } };
      await useAfter(file, JSON.stringify(forged));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test.each([
  ['[]', 'not an object'],
  ['null', 'not an object'],
  ['{"Account":[]}', 'not a table'],
  ['{"Account":{"a":1}}', 'not an entry'],
  ['{"Account":{"a":{}}}', 'no home_account_id'],
  [idToken('no dots'), 'no claims'],
  [idToken('e30.W10.x'), 'no claims'],
])('refuses %s: %s', (text, message) => {
  expect(() => parseCacheDocument(text)).toThrow(message);
});

/** A cache with one id token, whose claims are in the second part. */
function idToken(secret: string): string {
  const needed = ['home_account_id', 'environment', 'credential_type', 'client_id', 'realm'];
  const entry = { ...Object.fromEntries(needed.map((name) => [name, 'x'])), secret };
  return JSON.stringify({ IdToken: { a: entry } });
}
