import { clientConfigurationError } from '../msal/msal-errors.ts';
import { isClaimsRequest } from './claims.ts';

/**
 * Refuses claims that ask for nothing: MSAL would answer with the cached token, as if there were none.
 *
 * @throws {ClientConfigurationError} `invalid_claims`; what was given is not quoted
 */
export function checkClaims(claims: string | null | undefined, correlationId = ''): void {
  if (claims != null && !isClaimsRequest(claims)) {
    throw clientConfigurationError('invalid_claims', correlationId);
  }
}
