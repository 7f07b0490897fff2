import { mkdtempSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import type { Figure } from '../figure.ts';
import { interleave, median, perCall, slope } from '../interleave.ts';
import { pageFigures } from '../page-figures.ts';
import { postForm } from '../post-form.ts';
import { directoryOf, nameOf, signedIn } from '../signed-in.ts';

const USERS = [1, 100, 10_000];
const ACCOUNTS = [1, 10, 100];
const CALLS = 20;

export const growth: Figure = {
  id: 'P15',
  title: 'growth: start, token, cache, stage',
  what: 'by which power of its users the emulator’s start and a token of one of them grow, at 1, 100 and 10,000 users; and of its accounts a hit of a new client in the encrypted file, at 1, 10 and 100; of its exchanges a moment of a run that the stage’s page draws, at 20, 200 and 2,000',
  target: 'stated',
  async measure({ rounds, folder }) {
    const starts = await measureEach(rounds, USERS, (users) => starting(users, folder));
    const tokens = await measureEach(rounds, USERS, (users) => issuing(users));
    const hits = await measureEach(rounds, ACCOUNTS, (accounts) => finding(accounts, folder));
    const page = await pageFigures('growth', Math.min(rounds, 5));
    const exchanges = page.map(({ size }) => size);
    const [opened, moments] = [
      page.map((one) => median(one.opened) * 1000),
      page.map(({ scrub }) => median(scrub) * 1000),
    ];
    const ms = (times: number[]) => times.map((time) => (time / 1000).toFixed(1)).join(' / ');
    return {
      figure: [
        slope(USERS, starts),
        slope(USERS, tokens),
        slope(ACCOUNTS, hits),
        slope(exchanges, moments),
      ]
        .map((power) => power.toFixed(2))
        .join(' / '),
      note: `start with a data folder ${ms(starts)} ms, token by password of the last user ${ms(tokens)} ms, hit in the file ${ms(hits)} ms, all wall time; a moment in Chromium ${ms(moments)} ms of the page’s main thread, and ${ms(opened)} to load the page and draw the run: by ${slope(exchanges, opened).toFixed(2)}; slope of the logarithms`,
    };
  },
};

interface Side extends AsyncDisposable {
  /** µs */
  once(): Promise<number>;
}

/** @returns the median of each size, measured in turn */
async function measureEach(
  rounds: number,
  sizes: number[],
  sideOf: (size: number) => Promise<Side>,
): Promise<number[]> {
  const sides = new Map<string, Side>();
  try {
    for (const size of sizes) sides.set(`size ${size}`, await sideOf(size));
    const work = Object.fromEntries([...sides].map(([name, { once }]) => [name, once]));
    return Object.values(await interleave(rounds, work)).map(median);
  } finally {
    for (const side of sides.values()) await side[Symbol.asyncDispose]();
  }
}

/** With its keys in a data folder: to make them takes longer than everything else, and by chance. */
async function starting(users: number, folder: string): Promise<Side> {
  const options = { directory: directoryOf(users), dataDir: mkdtempSync(join(folder, 'start-')) };
  const once = async () => {
    const start = performance.now();
    const emulator = await startIdentityEmulator(options);
    const took = performance.now() - start;
    await emulator.close();
    return took * 1000;
  };
  await once();
  return { once, [Symbol.asyncDispose]: async () => undefined };
}

async function issuing(users: number): Promise<Side> {
  const emulator = await startIdentityEmulator({ directory: directoryOf(users) });
  const agent = new Agent({ keepAlive: true, ca: emulator.ca });
  const [first] = emulator.users;
  const form = {
    client_id: emulator.clientId,
    grant_type: 'password',
    username: nameOf(users - 1),
    password: first?.password ?? '',
    scope: 'User.Read openid',
  };
  return {
    once: () =>
      perCall(CALLS, async () => {
        const { status, body } = await postForm(
          `${emulator.authority}/oauth2/v2.0/token`,
          agent,
          form,
        );
        if (status !== 200) throw new Error(`no token: ${body['error_description']}`);
      }),
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await emulator.close();
    },
  };
}

async function finding(accounts: number, folder: string): Promise<Side> {
  const place = await signedIn(folder, accounts);
  const [account] = await place.client.getAllAccounts();
  if (!account) throw new Error('no user is signed in');
  return {
    once: () =>
      perCall(CALLS, () =>
        place.newClient().acquireTokenSilent({ scopes: ['User.Read'], account }),
      ),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}
