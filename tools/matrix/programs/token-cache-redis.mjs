// Signs in once, and finds the user's tokens in Redis the next time.
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  publicClientConfiguration,
} from '@entra-flows/auth-core';
import { connectToRedis, partitionedTokenCache, redisStore } from '@entra-flows/token-cache-redis';

const { clientId, authority, ca } = JSON.parse(process.env['EMULATOR'] ?? '');
const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
const scopes = ['User.Read'];
const session = join(homedir(), 'session.json');
const { client: redis, name } = connectToRedis(process.env['REDIS_URL'] ?? '');
if (!redis.isReady) await once(redis, 'ready');
const tokens = partitionedTokenCache({ store: redisStore(redis, { name }) });

/** @param {import('@azure/msal-node').ICachePlugin} cache */
const clientWith = (cache) =>
  new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins, cache }),
  );

if (!existsSync(session)) {
  const newcomer = clientWith(tokens.signInCache);
  const deviceCodeCallback = () => undefined;
  const result = await acquireTokenByDeviceCode(newcomer, { scopes, deviceCodeCallback });
  const { homeAccountId, username } = result?.account ?? {};
  const epoch = await tokens.partition(homeAccountId ?? '').adopt(newcomer.getTokenCache());
  writeFileSync(session, JSON.stringify({ homeAccountId, epoch }));
  console.log(`${username}: token from the authority`);
} else {
  const { homeAccountId, epoch } = JSON.parse(readFileSync(session, 'utf8'));
  const client = clientWith(tokens.partition(homeAccountId, epoch));
  const { account, fromCache } = await acquireToken(client, { scopes, homeAccountId }, () => {
    throw new Error('a user would be asked');
  });
  console.log(`${account?.username}: token from ${fromCache ? 'cache' : 'authority'}`);
}
redis.destroy();
