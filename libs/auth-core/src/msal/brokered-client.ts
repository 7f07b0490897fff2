import {
  type AccountInfo,
  type AuthenticationResult,
  type Configuration,
  type INativeBrokerPlugin,
  type InteractiveRequest,
  InteractionRequiredAuthError,
  PublicClientApplication,
  type SignOutRequest,
  type SilentFlowRequest,
} from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { mergeClaims } from '../requests/claims.ts';
import { AuthCoreError } from './auth-core-error.ts';
import { readProperty, readText } from '../errors/read-property.ts';
import { isBrokerFailure } from '../errors/try-instead.ts';

/**
 * Two clients of MSAL in one: itself is the one without a broker, and it keeps one with a broker beside
 * it, over the same cache. Each account is asked where its tokens are: at the broker if it carries the
 * broker's ID for it (`nativeAccountId`), else in the cache.
 *
 * MSAL's client with a broker alone would ask the broker for every account, and a broker that is asked for
 * an account that it does not know can answer for the user who is signed in to the system.
 */
export class BrokeredClient extends PublicClientApplication {
  readonly #broker: PublicClientApplication;
  readonly #capabilities: string | undefined;
  #known: readonly AccountInfo[] = [];

  /** @throws what the plugin throws when it is started */
  constructor(configuration: Configuration, plugin: INativeBrokerPlugin) {
    super(configuration);
    this.#broker = new PublicClientApplication({
      ...configuration,
      broker: { nativeBrokerPlugin: plugin },
    });
    this.#capabilities = capabilityClaims(configuration.auth.clientCapabilities);
  }

  /** The broker's accounts and the cache's; an account in both is the broker's. */
  override async getAllAccounts(): Promise<AccountInfo[]> {
    const brokered = await this.#brokerAccounts();
    const own = await super.getAllAccounts();
    return [...brokered, ...own.filter((account) => !brokered.some(isSame(account)))];
  }

  override async acquireTokenSilent(request: SilentFlowRequest): Promise<AuthenticationResult> {
    if (!request.account.nativeAccountId) return super.acquireTokenSilent(request);
    try {
      return await this.#silentByBroker(request);
    } catch (error) {
      if (!isBrokerFailure(error)) throw error;
      // A user who had to use the browser last time has tokens in the cache.
      const own = (await super.getAllAccounts()).find(isSame(request.account));
      // As they are in the tenant that the token is for: the cache may hold them in several.
      const { tenantId } = request.account;
      if (own) return super.acquireTokenSilent({ ...request, account: { ...own, tenantId } });
      throw Object.assign(unknownAccount(request.correlationId), { cause: error });
    }
  }

  /** Out of the cache first, since a broker may refuse; then out of the broker. */
  override async signOut(request: SignOutRequest): Promise<void> {
    const { account, correlationId } = request;
    const own = (await super.getAllAccounts()).filter(isSame(account));
    for (const one of own) await super.signOut({ ...request, account: one });
    const brokered = account.nativeAccountId
      ? account
      : (await this.#brokerAccounts()).find(isSame(account));
    if (!brokered) return;
    try {
      await this.#broker.signOut({
        account: brokered,
        ...(correlationId ? { correlationId } : {}),
      });
    } catch (error) {
      if (!isUnknownAccount(error)) throw error;
    }
  }

  /** Asks the user by the broker's window; MSAL's own `acquireTokenInteractive` stays the browser's. */
  async acquireTokenByBroker(
    request: Omit<InteractiveRequest, 'openBrowser'>,
  ): Promise<AuthenticationResult> {
    try {
      const result = await this.#broker.acquireTokenInteractive({
        ...request,
        ...this.#claims(request.claims),
        openBrowser: () => Promise.reject(new Error('a broker opens no browser')),
      });
      return withToken(result);
    } catch (error) {
      throw isUnknownAccount(error)
        ? Object.assign(unknownAccount(request.correlationId), { cause: error })
        : error;
    }
  }

  async #silentByBroker(request: SilentFlowRequest): Promise<AuthenticationResult> {
    try {
      const result = await this.#broker.acquireTokenSilent({
        ...request,
        ...this.#claims(request.claims),
      });
      withToken(result);
      if (result.account && isSame(request.account)(result.account)) return result;
      await this.#forget(result.account);
      throw new AuthCoreError(
        'account_mismatch',
        ownTexts().brokerAnsweredFor(result.account?.username, request.account.username),
      );
    } catch (error) {
      throw isUnknownAccount(error) ? unknownAccount(request.correlationId) : error;
    }
  }

  /** An account that the broker did not have before goes again; a failure of that is ignored. */
  async #forget(account: AccountInfo | null): Promise<void> {
    if (!account?.homeAccountId || this.#known.some(isSame(account))) return;
    await this.signOut({ account }).catch(() => undefined);
  }

  /** A list that cannot be had counts as empty: the user is asked then, and hears why. */
  async #brokerAccounts(): Promise<readonly AccountInfo[]> {
    const accounts = await this.#broker.getAllAccounts().catch(() => undefined);
    if (accounts) this.#known = accounts;
    return accounts ?? [];
  }

  /** MSAL merges the client's capabilities into the requests of its own, but not into a broker's. */
  #claims(claims: string | undefined): { claims?: string } {
    const merged = mergeClaims(this.#capabilities, claims);
    return merged ? { claims: merged } : {};
  }
}

/** Accounts without an ID are never the same. */
const isSame =
  ({ homeAccountId }: AccountInfo) =>
  (other: AccountInfo) =>
    Boolean(homeAccountId) && other.homeAccountId === homeAccountId;

/** An answer without a token is the broker's failure, so that another flow can do better. */
function withToken(result: AuthenticationResult): AuthenticationResult {
  if (readText(result, 'accessToken')) return result;
  throw new AuthCoreError('broker_unavailable', ownTexts().broker.withoutToken);
}

/** The word of the broker's plugin for an account that the system has no more. */
function isUnknownAccount(error: unknown): boolean {
  return readProperty(error, 'errorCode') === 'no_account_found';
}

/** MSAL's own error for it, which says that the user can help. */
function unknownAccount(correlationId = ''): InteractionRequiredAuthError {
  return new InteractionRequiredAuthError('native_account_unavailable', correlationId);
}

function capabilityClaims(capabilities: readonly string[] = []): string | undefined {
  if (capabilities.length === 0) return undefined;
  return JSON.stringify({ access_token: { xms_cc: { values: capabilities } } });
}

/** A client without a broker, for where there is none. */
export function plainClient(configuration: Configuration): PublicClientApplication {
  return new PublicClientApplication(configuration);
}
