import {
  type Configuration,
  type ICachePlugin,
  type ISerializableTokenCache,
  LogLevel,
  type PublicClientApplication,
} from '@azure/msal-node';
import { authNetwork } from './auth-network.ts';
import type { DiscoveryStore } from './discovery-cache.ts';
import type { Send } from '../http/http.ts';
import type { TrustedOrigin } from '../http/https-transport.ts';
import { msalNetworkModule } from './msal-network-module.ts';
import type { ExchangeSink } from '../http/record-exchanges.ts';
import type { ProxySettings } from '../http/proxy-for.ts';
import { oneInProcess } from '../one-in-process.ts';
import { checkAuthority, withTenant } from './authority.ts';
import { isMicrosoftHost } from './microsoft-clouds.ts';
import { TellingClient } from './telling-client.ts';

/** What a cache can do beyond MSAL's contract. All of it is optional: any `ICachePlugin` will do. */
export interface SharedCache extends ICachePlugin {
  /** Holds the cross-process lock while `work` runs, so that one process refreshes for all. */
  runExclusive?<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Writes what MSAL dropped in memory without saying that it changed. */
  save?(cache: ISerializableTokenCache): Promise<void>;
  /** Tells what would fail after a sign-in; `acquireToken` calls it before the user is asked. */
  check?(): Promise<void>;
  /** Deletes the cache with everything around it. */
  remove?(): Promise<void>;
  discovery?: DiscoveryStore;
}

export interface PublicClientOptions {
  /** The application (client) ID of the app registration. */
  clientId: string;
  /** `https://{host}[:port]/{tenant}`; of External ID also `https://{name}.ciamlogin.com/`. */
  authority: string;
  /**
   * Other hosts, with their port, that the authority may call itself by in its discovery document, besides
   * those that MSAL takes: `{tenant ID}.ciamlogin.com` for External ID by the tenant's name.
   */
  knownAuthorities?: readonly string[] | undefined;
  /** Where tokens outlive the process; in memory when missing. */
  cache?: SharedCache | undefined;
  /** Origins with a certificate authority of their own, such as the local emulator. */
  trustedOrigins?: readonly TrustedOrigin[] | undefined;
  /**
   * By default HTTPS_PROXY (or ALL_PROXY) and NO_PROXY say which requests go through a proxy;
   * `false` for none.
   */
  proxy?: ProxySettings | false | undefined;
  /**
   * Tries of a request that may be repeated after a passing fault, the first one included; default 3.
   * 1 for a program that makes its own pauses, as a device of a fleet must: many that repeat after
   * the same pause come back together.
   */
  attempts?: number | undefined;
  /** Gets every HTTP exchange, without its secrets. */
  onExchange?: ExchangeSink | undefined;
  /** MSAL's log, a line a call; personal data is always off. */
  log?: ((line: string) => void) | undefined;
  /** Default `['CP1']`: this app can answer claims challenges (continuous access evaluation). */
  clientCapabilities?: string[];
}

/** What auth-core keeps of a client beside MSAL's object, which stays a plain one. */
interface ClientParts {
  clientId: string;
  authority: string;
  /** Requests to web APIs. */
  api: Send;
  /** Requests to the authority, beside MSAL's. */
  authorityApi: Send;
  cache?: SharedCache;
}

const parts = oneInProcess('parts/1', () => new WeakMap<PublicClientApplication, ClientParts>());

/**
 * A `PublicClientApplication` with this library's network client and cache below it.
 *
 * @throws {AuthCoreError} `authority_not_https`, `authority_malformed`
 */
export function createPublicClient(options: PublicClientOptions): PublicClientApplication {
  return buildClient(options, (configuration) => new TellingClient(configuration));
}

/** @param construct - makes the client from the configuration that all clients of this library have */
export function buildClient<Client extends PublicClientApplication>(
  options: PublicClientOptions,
  construct: (configuration: Configuration) => Client,
): Client {
  const { clientId, cache, log, clientCapabilities = ['CP1'], knownAuthorities = [] } = options;
  const { host } = checkAuthority(options.authority);
  const authority = withTenant(options.authority);
  const { trustedOrigins, onExchange, proxy, attempts } = options;
  const discovery = cache?.discovery;
  const network = authNetwork({ trustedOrigins, onExchange, discovery, proxy, attempts });
  const client = construct({
    auth: {
      clientId,
      authority,
      clientCapabilities,
      // Without its own, MSAL asks a Microsoft host whether it should trust any host that it does not know.
      knownAuthorities: [...(isMicrosoftHost(host) ? [] : [host]), ...knownAuthorities],
    },
    ...(cache ? { cache: { cachePlugin: cache } } : {}),
    system: {
      networkClient: msalNetworkModule(network.authority, trustedOrigins),
      loggerOptions: {
        logLevel: log ? LogLevel.Verbose : LogLevel.Error,
        piiLoggingEnabled: false,
        loggerCallback: (_level, message, containsPii) => {
          if (!containsPii) log?.(message);
        },
      },
    },
  });
  const { api, authority: authorityApi } = network;
  parts.set(client, { clientId, authority, api, authorityApi, ...(cache ? { cache } : {}) });
  return client;
}

/**
 * The parts of a client of `createPublicClient`.
 *
 * @throws {TypeError} for a client that was made otherwise: below it MSAL's own network client
 *   polls without limits and hides errors
 */
export function partsOf(client: PublicClientApplication): ClientParts {
  const found = parts.get(client);
  if (!found) throw new TypeError('this client was not made by createPublicClient()');
  return found;
}

/** Whether `partsOf` knows the client. */
export function isOurs(client: PublicClientApplication): boolean {
  return parts.has(client);
}
