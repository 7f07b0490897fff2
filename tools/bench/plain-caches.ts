import { writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import type { signedIn } from './signed-in.ts';

const programs = join(import.meta.dirname, 'programs/peers');

/**
 * How others get a token in a place where a user has signed in: each with a plaintext file of the same
 * tokens, as their own documents keep them.
 */
export async function plainCaches({ client, emulator, cacheFile, env }: Place) {
  const { authority, ca } = emulator;
  const files = {
    msal: `${cacheFile}-plain.json`,
    python: `${cacheFile}-python.json`,
    metadata: `${cacheFile}-metadata.json`,
    ca: `${cacheFile}-ca.pem`,
  };
  const tokens = client.getTokenCache().serialize();
  writeFileSync(files.msal, tokens);
  // MSAL for Python names an authority without its port.
  const { host, hostname } = new URL(authority);
  writeFileSync(files.python, tokens.replaceAll(host, hostname));
  writeFileSync(files.ca, ca);
  writeFileSync(files.metadata, await metadataOf(emulator));
  return {
    env: { ...env, NODE_EXTRA_CA_CERTS: files.ca },
    msalFile: files.msal,
    msal: [join(programs, 'plain-msal.cjs'), files.msal, files.metadata],
    identity: [join(programs, 'azure-identity.cjs')],
    python: [join(programs, 'msal-python.py'), files.python, files.ca],
  };
}

type Place = Pick<Awaited<ReturnType<typeof signedIn>>, 'client' | 'cacheFile' | 'env'> & {
  emulator: Pick<IdentityEmulator, 'authority' | 'ca'>;
};

/** The OpenID configuration, as the text that MSAL takes. */
function metadataOf({ authority, ca }: Place['emulator']): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${authority}/v2.0/.well-known/openid-configuration`, { ca }, (answer) => {
      text(answer).then(resolve, reject);
    }).on('error', reject);
  });
}
