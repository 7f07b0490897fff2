import type { PublicClientApplication } from '@azure/msal-node';
import { acquireToken } from '@entra-flows/auth-core';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { signedIn } from '../signed-in.ts';

const scopes = ['User.Read'];
const CALLS = 40;

export const silentHit: Figure = {
  id: 'P3',
  what: 'a silent hit in process, encrypted file, against MSAL in memory, at 1, 10 and 100 accounts',
  target: '≤ 1.1 at each',
  async measure({ rounds, folder }) {
    const ratios: number[] = [];
    const notes: string[] = [];
    for (const users of [1, 10, 100]) {
      const { file, memory, whole } = await measureAt(users, rounds, folder);
      ratios.push(ratio(file, memory));
      notes.push(
        `${users}: ${us(file)} against ${us(memory)} µs, acquireToken as a whole ${us(whole)}`,
      );
    }
    return {
      figure: ratios.map((value) => value.toFixed(2)).join(' / '),
      met: ratios.every((value) => value <= 1.1),
      note: notes.join('; '),
    };
  },
};

const us = (samples: number[]) => median(samples).toFixed(0);

async function measureAt(users: number, rounds: number, folder: string) {
  await using place = await signedIn(folder, users);
  const { client } = place;
  const inMemory = place.newClient(false);
  const [first] = await client.getAllAccounts();
  if (!first) throw new Error('no user is signed in');
  const account = first;
  inMemory.getTokenCache().deserialize(client.getTokenCache().serialize());
  const silent = (one: PublicClientApplication) => () =>
    perCall(() => one.acquireTokenSilent({ scopes, account }));
  return await interleave(rounds, {
    file: silent(client),
    memory: silent(inMemory),
    whole: () => perCall(() => acquireToken(client, { scopes, account }, async () => null)),
  });
}

/** Wall time in µs: a hit waits for nothing but the file's stat. */
async function perCall(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < CALLS; index += 1) await call();
  return ((performance.now() - start) * 1000) / CALLS;
}
