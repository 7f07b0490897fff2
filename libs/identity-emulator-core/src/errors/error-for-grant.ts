import { invalidGrant } from './aadsts/shapes.ts';
import { EntraError } from './entra-error.ts';

/** Grants that follow a page: the client can take its user back there, and needs the claims for it. */
const afterPage = [
  'authorization_code',
  'device_code',
  'urn:ietf:params:oauth:grant-type:device_code',
];
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** 50072 to 50079: more than a password is needed. */
const asksForMore = /^5007[2-9]$/;

/**
 * The form in which the token endpoint sends an error. That more than a password is needed is
 * `interaction_required` to an API that asks on behalf of a user, and `invalid_grant` to any other grant.
 */
export function errorForGrant(error: EntraError, grantType: string | null): EntraError {
  const { code, entry, message } = error;
  if (!grantType || grantType === onBehalfOf || !asksForMore.test(String(code))) return error;
  const { claims, ...rest } = { ...entry, oauth: 'invalid_grant' };
  const keepsClaims = claims && afterPage.includes(grantType);
  return new EntraError(code, { ...rest, ...(keepsClaims && { claims }) }, message);
}

/** What is no code or refresh token of this issuer at all, whatever it is worth. */
export function malformedGrant(): EntraError {
  const text = 'Invalid request. Request is malformed or invalid.';
  return new EntraError(9002313, { ...invalidGrant, text }, text);
}
