import {
  type Configuration,
  type ICachePlugin,
  type ISerializableTokenCache,
  LogLevel,
} from '@azure/msal-node';
import {
  aFunction,
  aText,
  checkOptions,
  listOf,
  type MemberKind,
  withMembers,
} from '@entra-flows/primitives/check-members';
import { isJsonObject } from '@entra-flows/primitives/json-object';
import { authNetwork, type AuthNetworkModule } from './client-network.ts';
import type { DiscoveryStore } from './discovery-cache.ts';
import type { TrustedOrigin } from '../http/https-transport.ts';
import { msalNetworkModule } from './msal-network-module.ts';
import type { ExchangeSink } from '../http/record-exchanges.ts';
import type { ProxySettings } from '../http/proxy-for.ts';
import { checkAuthority } from './authority.ts';
import { isMicrosoftHost } from './microsoft-clouds.ts';

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
  /** Keeps discovery documents between processes. */
  discovery?: DiscoveryStore;
}

const MEMBERS = {
  // A GUID of Entra ID; AD FS takes other texts, too.
  clientId: [(value) => /^\S+$/.test(String(value)), 'an application (client) ID, without blanks'],
  authority: aText,
  knownAuthorities: listOf(aText),
  cache: withMembers({ beforeCacheAccess: aFunction }, 'a cache plugin'),
  trustedOrigins: listOf(withMembers({ origin: aText, ca: aText })),
  // The address of a proxy would be ignored, and requests would go past the proxy.
  proxy: [
    (value) => value === false || isJsonObject(value),
    'false or { environment: { HTTPS_PROXY } }',
  ],
  attempts: [(value) => Number.isInteger(value) && Number(value) > 0, 'a whole number from 1'],
  onExchange: aFunction,
  log: aFunction,
  clientCapabilities: listOf(aText),
} satisfies Record<keyof PublicClientOptions, MemberKind>;

/** What a client is configured with: `clientId` and `authority` are needed, the rest has defaults. */
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

/**
 * The configuration for MSAL's own client, with this library's network client and cache below it:
 * `new PublicClientApplication(publicClientConfiguration({ clientId, authority }))`.
 *
 * Everything else of this library takes such a client, and finds its parts in the configuration.
 *
 * @throws {TypeError} when `clientId` or `authority` is missing, for a member of another type, and for one whose
 *   name is misspelt
 * @throws {AuthCoreError} `authority_not_https`, `authority_malformed`
 * @see https://learn.microsoft.com/entra/msal/javascript/node/configuration
 * @example
 * const client = new PublicClientApplication(
 *   publicClientConfiguration({
 *     clientId: '00001111-aaaa-2222-bbbb-3333cccc4444',
 *     authority: 'https://login.microsoftonline.com/organizations',
 *     cache: fileCachePlugin({ file, protection: 'keyring' }),
 *   }),
 * );
 */
export function publicClientConfiguration(options: PublicClientOptions): Configuration {
  // A program without types may misspell a name: MSAL would send `undefined`.
  if (!isText(options.clientId) || !isText(options.authority))
    throw new TypeError(
      `clientId and authority are needed, not ${Object.keys(options).join(', ')}`,
    );
  checkOptions(options, MEMBERS);
  const { clientId, cache, log, clientCapabilities = ['CP1'] } = options;
  const knownAuthorities = options.knownAuthorities ?? [];
  const { host, href } = checkAuthority(options.authority);
  const { onExchange, proxy, attempts } = options;
  const trustedOrigins = options.trustedOrigins ?? [];
  const discovery = cache?.discovery;
  const network = authNetwork({ trustedOrigins, onExchange, discovery, proxy, attempts });
  const networkClient: AuthNetworkModule = {
    ...msalNetworkModule(network.authority, trustedOrigins),
    api: network.api,
    authorityApi: network.authority,
    pinned: trustedOrigins,
  };
  return {
    auth: {
      clientId,
      authority: href,
      clientCapabilities,
      // Without its own, MSAL asks a Microsoft host whether to trust a host that it does not know.
      knownAuthorities: [...(isMicrosoftHost(host) ? [] : [host]), ...knownAuthorities],
    },
    ...(cache ? { cache: { cachePlugin: cache } } : {}),
    system: {
      networkClient,
      loggerOptions: {
        logLevel: log ? LogLevel.Verbose : LogLevel.Error,
        piiLoggingEnabled: false,
        loggerCallback: (_level, message, containsPii) => {
          if (!containsPii) log?.(message);
        },
      },
    },
  };
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
