import { PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration, type SharedCache } from '@entra-flows/auth-core';
import type { PartitionedTokenCache, TokenPartition } from '@entra-flows/token-cache-redis';
import type { AuthConfig } from './auth-config.ts';
import type { SignIn } from './session.ts';

export interface UserClients {
  /** A client without tokens, for a user who has not signed in yet. */
  newcomer(): PublicClientApplication;
  /** The client of one user, with the tokens of one sign-in epoch. */
  of(signIn: SignIn): UserClient;
  /**
   * Takes over a newcomer's tokens, now that it is known whose they are.
   *
   * @param begunIn the session that the sign-in belongs to
   * @returns the sign-in epoch; `undefined` if the user of that session has signed out meanwhile:
   *   the tokens are dropped then
   */
  settle(
    newcomer: PublicClientApplication,
    owner: string,
    begunIn?: SignIn,
  ): Promise<string | undefined>;
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

  function make({ owner, epoch }: SignIn): UserClient {
    const tokens = cache.partition(owner, epoch);
    return { tokens, client: clientWith(config, tokens) };
  }

  return {
    newcomer: () => clientWith(config, cache.signInCache),
    of(signIn) {
      const key = `${signIn.owner} ${signIn.epoch}`;
      const found = kept.get(key) ?? make(signIn);
      // A Map keeps the order of insertion: the first is the one not used for longest.
      kept.delete(key);
      kept.set(key, found);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return found;
    },
    async settle(newcomer, owner, begunIn) {
      const isSame = begunIn?.owner === owner;
      if (begunIn && !isSame) {
        const { owner: other, epoch } = begunIn;
        if (await cache.partition(other, epoch).isSignedOut()) return undefined;
      }
      return cache
        .partition(owner, isSame ? begunIn.epoch : undefined)
        .adopt(newcomer.getTokenCache());
    },
    async signOutPage() {
      const base = config.client.authority.replace(/\/+$/, '');
      const url = `${base}/v2.0/.well-known/openid-configuration`;
      const { document } = (await cache.signInCache.discovery?.get(url)) ?? {};
      const { end_session_endpoint: page } = Object(document) as Record<string, unknown>;
      return typeof page === 'string' && /^https?:/.test(page) ? page : undefined;
    },
  };
}

function clientWith({ client, clientSecret }: AuthConfig, cache: SharedCache) {
  const made = new PublicClientApplication(publicClientConfiguration({ ...client, cache }));
  // What ConfidentialClientApplication's constructor does: both send the secret that stands here
  // with every token request. auth-core makes public clients only.
  return clientSecret ? Object.assign(made, { clientSecret }) : made;
}
