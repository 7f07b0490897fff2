import type { ICachePlugin, PublicClientApplication } from '@azure/msal-node';
import { readFile, writeFile } from 'node:fs/promises';
import { acquireToken } from '@entra-flows/auth-core';
import type { Figure } from '../figure.ts';
import { interleave, median, perCall, ratio } from '../interleave.ts';
import { plainCaches } from '../plain-caches.ts';
import { signedIn } from '../signed-in.ts';

const scopes = ['User.Read'];
const CALLS = 200;

export const silentHit: Figure = {
  id: 'P3',
  title: 'silent hit at 1 / 10 / 100 accounts',
  what: 'a silent hit in process, encrypted file, against MSAL in memory, at 1, 10 and 100 accounts',
  target: '≤ 1.1 at each',
  async measure({ rounds, folder }) {
    const ratios: number[] = [];
    const plain: number[] = [];
    const notes: string[] = [];
    // Else V8 would still be compiling what is measured first.
    await measureAt(1, rounds, folder);
    for (const users of [1, 10, 100]) {
      const { file, memory, whole, plaintext } = await measureAt(users, rounds, folder);
      ratios.push(ratio(file, memory));
      plain.push(ratio(plaintext, memory));
      notes.push(
        `${users}: ${us(file)} against ${us(memory)} µs, acquireToken as a whole ${us(whole)}, a plaintext file without our plug-in ${us(plaintext)}`,
      );
    }
    return {
      figure: asText(ratios),
      theirs: { 'MSAL, plaintext': asText(plain) },
      limit: '1',
      met: ratios.every((value) => value <= 1.1),
      note: notes.join('; '),
    };
  },
};

const asText = (ratios: number[]) => ratios.map((value) => value.toFixed(2)).join(' / ');

const us = (samples: number[]) => median(samples).toFixed(0);

async function measureAt(users: number, rounds: number, folder: string) {
  await using place = await signedIn(folder, users);
  const { client } = place;
  const inMemory = place.newClient(false);
  const [first] = await client.getAllAccounts();
  if (!first) throw new Error('no user is signed in');
  const account = first;
  inMemory.getTokenCache().deserialize(client.getTokenCache().serialize());
  const { msalFile } = await plainCaches(place);
  const plain = place.newClient(false, plainFile(msalFile));
  const silent = (one: PublicClientApplication) => () =>
    perCall(CALLS, () => one.acquireTokenSilent({ scopes, account }));
  return await interleave(rounds, {
    file: silent(client),
    memory: silent(inMemory),
    plaintext: silent(plain),
    whole: () => perCall(CALLS, () => acquireToken(client, { scopes, account }, async () => null)),
  });
}

/** As MSAL Node's own documents have it. */
const plainFile = (file: string): ICachePlugin => ({
  async beforeCacheAccess({ tokenCache }) {
    tokenCache.deserialize(await readFile(file, 'utf8'));
  },
  async afterCacheAccess({ cacheHasChanged, tokenCache }) {
    if (cacheHasChanged) await writeFile(file, tokenCache.serialize());
  },
});
