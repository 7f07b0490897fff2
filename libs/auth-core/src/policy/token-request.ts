import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';

/** What a program asks of `acquireToken`. */
export interface TokenRequest {
  /** Scopes of one resource, for instance `['User.Read']`. */
  scopes: string[];
  /** The account to get a token for; a token of another account is refused. */
  account?: AccountInfo | undefined;
  /** The same by name, in any case: `adele@contoso.example`. */
  username?: string | undefined;
  /** The same by MSAL's ID: `{oid}.{tid}`. */
  homeAccountId?: string | undefined;
  /** Chooses among several accounts of the cache. Without a choice, several are an error. */
  chooseAccount?:
    | ((accounts: AccountInfo[]) => AccountInfo | undefined | Promise<AccountInfo | undefined>)
    | undefined;
  /**
   * Another tenant than that of the client's authority: its ID, or a domain name (whose tokens are
   * not found in the cache again).
   */
  tenantId?: string | undefined;
  /** A claims challenge, as JSON text; sends the request past the cached access token. */
  claims?: string | undefined;
  /** Asks for a new access token although the cached one is good. */
  forceRefresh?: boolean | undefined;
  /** A GUID for the logs of both sides; MSAL makes one when missing. */
  correlationId?: string | undefined;
  /** Ends the call at once, with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** What the flow gets that asks the user; a fresh object, since MSAL writes into its requests. */
export interface InteractiveRequest {
  /** Scopes of one resource. */
  scopes: string[];
  /** The account that has to sign in again, where one is known. */
  account?: AccountInfo;
  /** The name to fill in on the sign-in page. */
  loginHint?: string;
  /** A claims challenge, as JSON text. */
  claims?: string;
  /** A GUID for the logs of both sides. */
  correlationId?: string;
  /** Of the tenant asked for, where it is not the client's own. */
  authority?: string;
  /** Pass it to the flow: aborted when no caller waits for the token any more. */
  signal?: AbortSignal;
}

/**
 * One of the flows: runs only when the user is needed.
 *
 * @param cause - why the silent call could not; undefined when no account fits
 */
export type AskUser = (
  request: InteractiveRequest,
  cause?: unknown,
) => Promise<AuthenticationResult | null>;
