import {
  type AccountInfo,
  type AuthenticationResult,
  CacheLookupPolicy,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import { classifyAuthError } from '@entra-flows/auth-core/classify-auth-error';
import { mergeClaims } from '@entra-flows/auth-core/merge-claims';

export interface TokenRequest {
  scopes: string[];
  account?: AccountInfo | undefined;
  /** A claims challenge, as JSON text. */
  claims?: string | undefined;
  /** Comes back with the user, who may have been away on the sign-in page. */
  state?: string;
}

/** One of the flows: runs only when the user is needed. */
export type AskUser = (request: TokenRequest, cause?: unknown) => Promise<AuthenticationResult>;

/**
 * Gets a token: from the cache or by a silent refresh where it can, and from the user only when
 * nothing else can help. A silent failure that a prompt does not change is thrown as it is.
 *
 * Hidden frames are left out: browsers keep the authority's cookies from them, so they mostly wait
 * for nothing.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-spa-acquire-token
 */
export async function acquireToken(
  client: IPublicClientApplication,
  request: TokenRequest,
  askUser: AskUser,
): Promise<AuthenticationResult> {
  const { scopes, account, claims } = request;
  if (!account) return askUser(request);
  const silent = { scopes, account, ...(claims ? { claims } : {}) };
  const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken;
  try {
    return await client.acquireTokenSilent({ ...silent, cacheLookupPolicy });
  } catch (error) {
    const diagnosis = classifyAuthError(error);
    if (!diagnosis.interactive) throw error;
    return askUser({ ...request, claims: mergeClaims(claims, diagnosis.claims) }, error);
  }
}
