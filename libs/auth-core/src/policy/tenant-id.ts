import { jsonObject } from '../http/http.ts';
import { serverError } from '../msal/server-error.ts';
import { discoveryAddress, GUID } from '../msal/authority.ts';
import { partsOf } from '../msal/client-network.ts';
import type { PublicClient } from '../msal/client-network.ts';

const known = new WeakMap<PublicClient, Map<string, Promise<string | undefined>>>();

/**
 * The ID of the tenant that an authority calls by its domain name: the discovery document's issuer
 * has it. The document is MSAL's own where it asks for one, from the same store; an old one will do
 * while the authority cannot be reached, since a domain seldom changes its tenant.
 *
 * @returns undefined where the issuer names no tenant
 * @throws what the network throws, and {ServerError} the authority's answer, for a tenant that does not exist
 */
export async function tenantIdOf(
  client: PublicClient,
  authority: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const ofClient = known.get(client) ?? new Map<string, Promise<string | undefined>>();
  known.set(client, ofClient);
  const address = discoveryAddress(authority);
  const found = ofClient.get(address) ?? lookUp(client, address, signal);
  ofClient.set(address, found);
  return found.catch((error: unknown) => {
    ofClient.delete(address);
    throw error;
  });
}

async function lookUp(
  client: PublicClient,
  url: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { authorityApi, cache } = partsOf(client);
  const headers = { accept: 'application/json' };
  try {
    const response = await authorityApi({
      method: 'GET',
      url,
      headers,
      ...(signal ? { signal } : {}),
    });
    const document = jsonObject(response);
    if (response.status >= 400 || !document) throw serverError(response, url);
    return tenantIn(document);
  } catch (error) {
    const kept = signal?.aborted ? undefined : await cache?.discovery?.get(url);
    if (!kept) throw error;
    return tenantIn(kept.document);
  }
}

/** `https://login.microsoftonline.com/{tenant ID}/v2.0` */
function tenantIn(document: unknown): string | undefined {
  const { issuer } = Object(document) as { issuer?: unknown };
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return undefined;
  return new URL(issuer).pathname
    .split('/')
    .map((part) => part.toLowerCase())
    .find((part) => GUID.test(part));
}
