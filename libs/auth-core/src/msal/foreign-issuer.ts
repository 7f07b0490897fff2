import { ClientConfigurationError } from '@azure/msal-node';
import type { Claims } from './id-token.ts';

/**
 * What MSAL says of a discovery document whose issuer it does not take for the authority's, before it hides
 * that behind endpoints_resolution_error. Which issuers it takes is MSAL's to decide: this is only kept until
 * MSAL has refused one.
 *
 * @returns undefined where the issuer is on the host that was asked, or the document is not whole
 */
export function foreignIssuer(address: string, document: Claims): Error | undefined {
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = document;
  const needed = [issuer, authorization_endpoint, token_endpoint, jwks_uri];
  if (!needed.every((value) => typeof value === 'string')) return undefined;
  const [asked, found] = [hostOf(address), hostOf(issuer as string)];
  if (asked === found) return undefined;
  const error = new ClientConfigurationError('issuer_validation_failed', '');
  const message = `the authority was asked at ${asked}, and calls itself ${found}`;
  return Object.assign(error, { message, errorMessage: message });
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'by no address';
}
