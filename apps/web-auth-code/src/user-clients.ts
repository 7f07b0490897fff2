import type { PublicClientApplication } from '@azure/msal-node';
import { createPublicClient, type SharedCache } from '@entra-flows/auth-core';
import type { PartitionedTokenCache, TokenPartition } from '@entra-flows/token-cache-redis';
import type { AuthConfig } from './auth-config.ts';

export interface UserClients {
  /** A client without tokens, for somebody of whom nobody knows yet who they are. */
  newcomer(): PublicClientApplication;
  /** The client of one user, by `homeAccountId`. */
  of(owner: string): UserClient;
  /** Takes over a newcomer's tokens, now that it is known whose they are. */
  settle(newcomer: PublicClientApplication, owner: string): Promise<void>;
  /** What the authority's discovery document calls its sign-out page. */
  signOutPage(): Promise<string | undefined>;
}

interface UserClient {
  client: PublicClientApplication;
  tokens: TokenPartition;
}

/** Clients hold connections and parsed tokens; those of the most recent users are kept. */
const MOST_KEPT = 200;

export function userClients(config: AuthConfig, cache: PartitionedTokenCache): UserClients {
  const kept = new Map<string, UserClient>();

  function make(owner: string): UserClient {
    const tokens = cache.partition(owner);
    return { tokens, client: clientWith(config, tokens) };
  }

  return {
    newcomer: () => clientWith(config, cache.nobody),
    of(owner) {
      const found = kept.get(owner) ?? make(owner);
      // A Map keeps the order of insertion: the first is the one not used for longest.
      kept.delete(owner);
      kept.set(owner, found);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return found;
    },
    async settle(newcomer, owner) {
      await cache.partition(owner).adopt(newcomer.getTokenCache());
    },
    async signOutPage() {
      const base = config.client.authority.replace(/\/+$/, '');
      const url = `${base}/v2.0/.well-known/openid-configuration`;
      const { document } = (await cache.nobody.discovery?.get(url)) ?? {};
      const { end_session_endpoint: page } = Object(document) as Record<string, unknown>;
      return typeof page === 'string' && /^https?:/.test(page) ? page : undefined;
    },
  };
}

function clientWith({ client, clientSecret }: AuthConfig, cache: SharedCache) {
  const made = createPublicClient({ ...client, cache });
  // What ConfidentialClientApplication's constructor does: both send the secret that stands here
  // with every token request. auth-core makes public clients only.
  return clientSecret ? Object.assign(made, { clientSecret }) : made;
}
