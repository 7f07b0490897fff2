import type {
  AuthenticationResult,
  Configuration,
  DeviceCodeRequest,
  INetworkModule,
  ISerializableTokenCache,
  PublicClientApplication,
  SilentFlowRequest,
  UsernamePasswordRequest,
} from '@azure/msal-node';
import { type CallContext, withCallContext } from './call-context.ts';
import type { Send } from '../http/http.ts';
import { httpsTransport, type TrustedOrigin } from '../http/https-transport.ts';
import type { SharedCache } from './public-client-configuration.ts';
import { exchangeChannel } from '../diagnostics-channels.ts';
import { DEADLINE, LONG_WAIT, WHOLE_DEADLINE, withDeadline } from '../http/deadline.ts';
import { type DiscoveryStore, withDiscoveryCache } from './discovery-cache.ts';
import type { ProxySettings } from '../http/proxy-for.ts';
import { type ExchangeSink, recordExchanges } from '../http/record-exchanges.ts';
import { type RetryOptions, withRetry } from '../http/retry.ts';
import { isDeviceCodePoll, isHarmlessAtAuthority } from './request-form.ts';

/** Without what MSAL 5 has other values for, and this library never sends. */
type Plain<Request> = Omit<Request, 'authenticationScheme'>;

/**
 * What this library calls of MSAL's `PublicClientApplication`. A client of another copy of MSAL fits, too, as
 * when a program has another version than this library: the class itself would fit with its own copy only.
 */
export interface PublicClient extends Pick<
  PublicClientApplication,
  | 'acquireTokenByCode'
  | 'acquireTokenByRefreshToken'
  | 'getAllAccounts'
  | 'getAuthCodeUrl'
  | 'signOut'
> {
  /** MSAL's own. */
  acquireTokenByDeviceCode(request: Plain<DeviceCodeRequest>): Promise<AuthenticationResult | null>;
  /** MSAL's own. */
  acquireTokenByUsernamePassword(
    request: Plain<UsernamePasswordRequest>,
  ): Promise<AuthenticationResult | null>;
  /** MSAL's own. */
  acquireTokenSilent(request: Plain<SilentFlowRequest>): Promise<AuthenticationResult>;
  /** What a cache's `save` writes. */
  getTokenCache(): ISerializableTokenCache;
}

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
export function clientNetwork(client: PublicClient): ClientNetwork {
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
export function partsOf(client: PublicClient): ClientParts {
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
export function isConfigured(client: PublicClient): boolean {
  return isOfAuthCore(configurationOf(client).network);
}

/** MSAL keeps a client's configuration for subclasses, and has no other way to read it. */
function configurationOf(client: PublicClient) {
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

interface AuthNetworkOptions {
  trustedOrigins?: readonly TrustedOrigin[] | undefined;
  onExchange?: ExchangeSink | undefined;
  discovery?: DiscoveryStore | undefined;
  proxy?: ProxySettings | false | undefined;
  /** Tries of a request that may be repeated, the first one included. */
  attempts?: number | undefined;
}

/**
 * The network below one client. Read from the inside out: the wire, what is written down of it,
 * how long a request may take, what is repeated and for how long, and what need not be asked.
 *
 * @returns `api` for a web API's requests; `authority` for MSAL's
 */
export function authNetwork(options: AuthNetworkOptions): { api: Send; authority: Send } {
  const { trustedOrigins = [], onExchange, discovery, proxy, attempts } = options;
  const wire = httpsTransport({ trustedOrigins, proxy });
  const watched = recordExchanges((exchange) => exchangeChannel.publish(exchange))(wire);
  const published: Send = (request) =>
    exchangeChannel.hasSubscribers ? watched(request) : wire(request);
  const recorded = onExchange ? recordExchanges(onExchange)(published) : published;
  const timed = withDeadline(recorded, DEADLINE, LONG_WAIT);
  const tries = attempts === undefined ? {} : { attempts };
  const repeated = (more: RetryOptions = {}) =>
    withDeadline(withRetry(timed, { budget: WHOLE_DEADLINE, ...tries, ...more }), WHOLE_DEADLINE);
  const asked = repeated({ isHarmless: isHarmlessAtAuthority, isSentOnce: isDeviceCodePoll });
  return {
    api: repeated(),
    authority: discovery ? withDiscoveryCache(asked, discovery, trustedOrigins) : asked,
  };
}
