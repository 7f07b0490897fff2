/**
 * What one would take in the place of our emulator, over TLS: `oidc-provider` or `oauth2-mock-server`, each
 * set up to give two RS256 tokens for a refresh, as ours does.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { answerCosts } from '../../../answer-costs.ts';

/** What a client of it needs: where tokens and device codes are, and refresh tokens of signed-in users. */
export interface OtherEmulator {
  ca: string;
  token: string;
  /** Absent where it knows no device code flow. */
  deviceCode?: string;
  refreshTokens: string[];
}

const [, , folder = '', kind] = process.argv;
// For its certificate.
await (await startIdentityEmulator({ dataDir: folder })).close();
const file = join(folder, 'certificate.json');
const { cert, ca = '', key } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const chain = `${cert}${ca}`;

const USERS = 8;

async function oidcProvider(): Promise<OtherEmulator> {
  // It warns that its store is in memory, which is what is measured, and that it is made for Node.js 22.
  console.warn = () => undefined;
  const { default: Provider } = await import('oidc-provider');
  const server = createServer({ cert: chain, key, keepAliveTimeout: 65_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const api = 'https://api.example';
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'bench',
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    features: {
      deviceFlow: { enabled: true },
      devInteractions: { enabled: false },
      // Without it access tokens are random texts, which nobody signs.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'read',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  const client = await provider.Client.find('bench');
  if (!client) throw new Error('oidc-provider does not know its client');
  const scope = 'openid offline_access';
  const signIn = async (_: unknown, index: number) => {
    const accountId = `user${index}`;
    const grant = new provider.Grant({ accountId, clientId: 'bench' });
    grant.addOIDCScope(scope);
    grant.addResourceScope(api, 'read');
    const grantId = await grant.save();
    const details = { accountId, client, grantId, scope: `${scope} read`, resource: api };
    return new provider.RefreshToken({ ...details, gty: 'device_code' }).save();
  };
  return {
    ca,
    token: `${issuer}/token`,
    deviceCode: `${issuer}/device/auth`,
    refreshTokens: await Promise.all(Array.from({ length: USERS }, signIn)),
  };
}

async function mockServer(): Promise<OtherEmulator> {
  const { OAuth2Server } = await import('oauth2-mock-server');
  const files = { key, cert: chain };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text ?? '');
  const server = new OAuth2Server(join(folder, 'key'), join(folder, 'cert'));
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { port } = server.address();
  // It takes any refresh token.
  const refreshTokens = Array.from({ length: USERS }, () => randomUUID());
  return { ca, token: `https://localhost:${port}/token`, refreshTokens };
}

const facts = await (kind === 'oidc-provider' ? oidcProvider() : mockServer());
answerCosts({});
process.send?.(facts);
