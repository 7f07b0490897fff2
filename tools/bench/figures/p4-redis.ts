import { type AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { acquireToken, publicClientConfiguration } from '@entra-flows/auth-core';
import {
  connectToRedis,
  partitionedTokenCache,
  redisStore,
  type RedisConnection,
} from '@entra-flows/token-cache-redis';
import { startRedis } from '@entra-flows/token-cache-redis/testing';
import type { Figure } from '../figure.ts';
import { interleave, median, perCall, slope } from '../interleave.ts';
import { signedIn } from '../signed-in.ts';

const scopes = ['User.Read'];
const CALLS = 40;
const USERS = ['1', '10', '100', '1000', '10000', '100000'] as const;
type Users = (typeof USERS)[number];

export const redisHit: Figure = {
  id: 'P4',
  title: 'silent hit through Redis, growth',
  what: 'a silent hit through Redis at 1 to 100,000 users: by which power of their number it grows',
  target: '≤ 0.1',
  async measure({ rounds, folder }) {
    await using place = await signedIn(folder);
    const redis = await startRedis();
    const connections: RedisConnection[] = [];
    try {
      const user = await userIn(place);
      const sides = {} as Record<Users, () => Promise<number>>;
      for (const [database, users] of USERS.entries()) {
        const connection = connectToRedis(`${redis.url}/${database}`);
        connections.push(connection);
        await ready(connection);
        await fill(connection, Number(users), user.text);
        const hit = hitter(place, connection, user.account, Number(users));
        sides[users] = () => perCall(CALLS, hit);
      }
      const samples = await interleave(rounds, sides);
      const medians = USERS.map((users) => median(samples[users]));
      const exponent = slope(USERS.map(Number), medians);
      const times = medians.map((time) => time.toFixed(0)).join(' / ');
      return {
        figure: exponent.toFixed(3),
        met: exponent <= 0.1,
        note: `${times} µs wall at 1, 10, …, 100,000; each call another user, with a new client; slope of the logarithms`,
      };
    } finally {
      for (const connection of connections) connection.close();
      await redis.close();
    }
  },
};

type Place = Awaited<ReturnType<typeof signedIn>>;

async function userIn({ client }: Place): Promise<{ account: AccountInfo; text: string }> {
  const [account] = await client.getAllAccounts();
  if (!account) throw new Error('no user is signed in');
  return { account, text: client.getTokenCache().serialize() };
}

const ID = '00000000-0000-4000-9000-';
const ownerOf = (index: number) => `${ID}${String(index).padStart(12, '0')}`;

/** As many users like the one who signed in. */
async function fill({ client }: RedisConnection, users: number, text: string): Promise<void> {
  const [oid = ''] = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?=\.)/.exec(text) ?? [];
  for (let from = 0; from < users; from += 1000) {
    const batch = client.multi();
    for (let index = from; index < Math.min(from + 1000, users); index += 1) {
      batch.set(`msal:user:${ownerOf(index)}`, text.replaceAll(oid, ownerOf(index)));
    }
    await batch.execAsPipeline();
  }
}

function hitter(
  { emulator }: Place,
  { client }: RedisConnection,
  account: AccountInfo,
  users: number,
): () => Promise<unknown> {
  const { clientId, authority, ca } = emulator;
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const tokens = partitionedTokenCache({ store: redisStore(client) });
  return () => {
    const owner = ownerOf(Math.floor(Math.random() * users));
    const [, tenant = ''] = account.homeAccountId.split('.');
    const cache = tokens.partition(owner);
    const own = new PublicClientApplication(
      publicClientConfiguration({ clientId, authority, trustedOrigins, cache }),
    );
    const its = { ...account, homeAccountId: `${owner}.${tenant}`, localAccountId: owner };
    return acquireToken(own, { scopes, account: its }, async () => {
      throw new Error('a token that is still good was not found');
    });
  };
}

function ready({ client }: RedisConnection): Promise<void> {
  return new Promise(
    (resolve) => void (client.isReady ? resolve() : client.once('ready', resolve)),
  );
}
