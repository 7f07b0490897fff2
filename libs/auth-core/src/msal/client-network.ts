import type { Configuration, INetworkModule, PublicClientApplication } from '@azure/msal-node';
import { type CallContext, withCallContext } from './call-context.ts';
import type { Send } from '../http/http.ts';
import type { TrustedOrigin } from '../http/https-transport.ts';
import type { SharedCache } from './public-client-configuration.ts';

/** What a flow of another library needs that speaks to more servers than the token endpoint. */
export interface ClientNetwork {
  /** Of the client. */
  authority: string;
  /** One request with the client's certificates, proxy, deadlines, repetitions and trace. */
  send: Send;
  /**
   * Runs a call of MSAL: `signal` ends it at once, the failure on the wire that MSAL hides becomes
   * the error's `cause`, and an ID token has to bring back the `nonce` that was sent.
   */
  call<T>(work: () => Promise<T>, context?: Pick<CallContext, 'signal' | 'nonce'>): Promise<T>;
}

/**
 * The network below a client that `publicClientConfiguration` configured.
 *
 * @throws {TypeError} for any other client
 */
export function clientNetwork(client: PublicClientApplication): ClientNetwork {
  const { authority, api } = partsOf(client);
  return {
    authority,
    send: api,
    call: (work, context) => withCallContext({ ...context }, work),
  };
}

/** A client's network module: what MSAL calls, and what this library itself sends by. */
export interface AuthNetworkModule extends INetworkModule {
  /** Requests to web APIs. */
  api: Send;
  /** Requests to the authority, beside MSAL's. */
  authorityApi: Send;
  /** Origins with a certificate authority of their own. */
  pinned: readonly TrustedOrigin[];
}

/** What this library needs of a client beside MSAL's calls. */
export interface ClientParts extends Omit<AuthNetworkModule, keyof INetworkModule> {
  clientId: string;
  authority: string;
  cache?: SharedCache;
}

/**
 * The parts of a client that `publicClientConfiguration` configured.
 *
 * @throws {TypeError} for any other client: below it MSAL's own network client polls without limits
 *   and hides errors
 */
export function partsOf(client: PublicClientApplication): ClientParts {
  const { auth, cache, network } = configurationOf(client);
  if (!auth || !isOfAuthCore(network)) {
    throw new TypeError(
      'this client was not configured by publicClientConfiguration(); make it with new PublicClientApplication(publicClientConfiguration({ clientId, authority }))',
    );
  }
  const { api, authorityApi, pinned } = network;
  const { clientId, authority = '' } = auth;
  return { clientId, authority, api, authorityApi, pinned, ...(cache ? { cache } : {}) };
}

/** Whether `partsOf` knows the client. */
export function isConfigured(client: PublicClientApplication): boolean {
  return isOfAuthCore(configurationOf(client).network);
}

/** MSAL keeps a client's configuration for subclasses, and has no other way to read it. */
function configurationOf(client: PublicClientApplication) {
  const { config } = client as unknown as { config?: Partial<Configuration> };
  const { auth, cache, system } = config ?? {};
  return {
    auth,
    network: system?.networkClient,
    // What this library uses beyond MSAL's contract is optional.
    cache: cache?.cachePlugin,
  };
}

/** Found by its members: `instanceof` fails across copies of this library. */
function isOfAuthCore(network: INetworkModule | undefined): network is AuthNetworkModule {
  const { api, authorityApi } = (network ?? {}) as Partial<AuthNetworkModule>;
  return typeof api === 'function' && typeof authorityApi === 'function';
}
