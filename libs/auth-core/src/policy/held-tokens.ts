import { type AccountInfo, type JsonCache, type PublicClientApplication } from '@azure/msal-node';

/** What the token cache holds for one account; never a token. */
export interface HeldTokens {
  account: AccountInfo;
  /** Newest expiry first; those that have expired too, until MSAL takes them away. */
  accessTokens: HeldAccessToken[];
  /** Whether a new access token can be had without the person, as long as it is not revoked. */
  hasRefreshToken: boolean;
}

export interface HeldAccessToken {
  scopes: string[];
  tenantId: string;
  expiresOn: Date;
}

/**
 * Lists the accounts of the token cache and what is held for each, to be shown to a person. Whether
 * a token can be had is only known by asking: `acquireToken`.
 *
 * @param client - one of `createPublicClient`, or any other of MSAL
 */
export async function heldTokens(client: PublicClientApplication): Promise<HeldTokens[]> {
  const cache = client.getTokenCache();
  const accounts = await cache.getAllAccounts();
  // MSAL's published form of its cache: the only place where it tells what is held.
  const { AccessToken = {}, RefreshToken = {} } = JSON.parse(
    cache.serialize() || '{}',
  ) as Partial<JsonCache>;
  const accessTokens = Object.values(AccessToken);
  const refreshTokens = Object.values(RefreshToken);
  return accounts.map((account) => {
    const isTheirs = (entry: { home_account_id: string }) =>
      entry.home_account_id === account.homeAccountId;
    return {
      account,
      accessTokens: accessTokens
        .filter(isTheirs)
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
