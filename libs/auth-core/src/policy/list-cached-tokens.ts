import type { AccountInfo, JsonCache } from '@azure/msal-node';
import { scopeOf } from './authority-scope.ts';
import { isConfigured, partsOf } from '../msal/client-network.ts';
import { isOfCloud, listAccounts } from './list-accounts.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What the token cache holds for one account; never a token. */
export interface CachedTokens {
  /** The account, as it is in the tenant of the client. */
  account: AccountInfo;
  /** Newest expiry first; those that have expired too, until MSAL takes them away. */
  accessTokens: CachedAccessToken[];
  /** Whether a new access token can be had without the user, as long as it is not revoked. */
  hasRefreshToken: boolean;
}

/** An access token of the cache, without the token. */
export interface CachedAccessToken {
  /** The scopes it was issued for. */
  scopes: string[];
  /** The ID of the tenant it was issued by. */
  tenantId: string;
  /** When it ends; may be past. */
  expiresOn: Date;
}

/**
 * Lists the accounts of the token cache that belong to the client's authority, and what is held for each
 * there, to be shown to the user. Whether a token can be had is only known by asking: `acquireToken`.
 *
 * @param client - configured by `publicClientConfiguration`; of any other all that is held is listed
 * @throws what the network throws, where the authority names its tenant by a domain that cannot be looked up
 */
export async function listCachedTokens(client: PublicClient): Promise<CachedTokens[]> {
  const accounts = await listAccounts(client);
  // MSAL's published form of its cache: the only place where it shows what is held.
  const { AccessToken = {}, RefreshToken = {} } = JSON.parse(
    client.getTokenCache().serialize() || '{}',
  ) as Partial<JsonCache>;
  const accessTokens = Object.values(AccessToken);
  const refreshTokens = Object.values(RefreshToken);
  const tenantFor =
    isConfigured(client) && accounts.length > 0 ? await tenantRule(client) : anyTenant;
  return accounts.map((account) => {
    const tenant = tenantFor(account);
    const isTheirs = ({ home_account_id, environment, client_id }: Credential) =>
      home_account_id === account.homeAccountId && isUsable(client, { environment, client_id });
    return {
      account,
      accessTokens: accessTokens
        .filter(isTheirs)
        .filter(({ realm }) => tenant === undefined || realm.toLowerCase() === tenant)
        .map(({ target, realm, expires_on }) => ({
          scopes: target.split(' ').filter(Boolean),
          tenantId: realm,
          expiresOn: new Date(Number(expires_on) * 1000),
        }))
        .sort((one, other) => Number(other.expiresOn) - Number(one.expiresOn)),
      hasRefreshToken: refreshTokens.some(isTheirs),
    };
  });
}

type Credential = Record<'home_account_id' | 'environment' | 'client_id', string>;

/** A cache may hold the tokens of other apps and of other clouds, which this client cannot use. */
function isUsable(
  client: PublicClient,
  { environment, client_id }: Omit<Credential, 'home_account_id'>,
): boolean {
  if (!isConfigured(client)) return true;
  return client_id === partsOf(client).clientId && isOfCloud(client, { environment });
}

/** The tenant whose tokens an account gets from this client; a shared authority's client may hold any. */
async function tenantRule(client: PublicClient) {
  const { isShared, tenantFor } = await scopeOf(client);
  return isShared ? anyTenant : tenantFor;
}

const anyTenant = (_account: AccountInfo): string | undefined => undefined;
