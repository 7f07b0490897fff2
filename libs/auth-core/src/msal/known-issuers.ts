import { ClientConfigurationError } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { GUID } from './authority.ts';
import { aliasesOf, isMicrosoftHost } from './microsoft-clouds.ts';
import type { Claims } from './id-token.ts';

/** What the authorities of one client call themselves. */
export interface KnownIssuers {
  /** Takes note of a discovery document. */
  note(document: Claims): void;
  /** Whether an ID token that came from a token endpoint is of that endpoint's authority and tenant. */
  fit(tokenEndpoint: string, claims: Claims): boolean;
}

/**
 * The issuers of discovery documents as they pass by. Of Microsoft's own clouds MSAL knows the endpoints
 * without asking, and so is their issuer known here.
 *
 * MSAL asks one tenant's endpoints once and puts another tenant into their addresses; so an issuer counts
 * for its whole host, with the tenant that the token names. The tenant has to be the one of the endpoint's
 * own document, or the one in its address, where these name one by its ID.
 */
export function knownIssuers(): KnownIssuers {
  const byEndpoint = new Map<string, string>();
  return {
    note({ token_endpoint, issuer }) {
      if (typeof token_endpoint !== 'string' || typeof issuer !== 'string') return;
      if (URL.canParse(token_endpoint)) byEndpoint.set(key(new URL(token_endpoint)), issuer);
    },
    fit(tokenEndpoint, claims) {
      const url = new URL(tokenEndpoint);
      const tid = typeof claims['tid'] === 'string' ? claims['tid'].toLowerCase() : undefined;
      const [asked = ''] = partsOf(url);
      const tenant = tid ?? tenantIn(claims['iss']);
      if (tenant !== undefined && GUID.test(asked) && asked !== tenant) return false;
      return isIssuedBy(issuersFor(url, byEndpoint), claims['iss'], tid, isOfPolicy(url));
    },
  };
}

function issuersFor(url: URL, byEndpoint: Map<string, string>): string[] {
  const own = byEndpoint.get(key(url));
  if (own !== undefined) return [own];
  const ofHost = [...byEndpoint].filter(([endpoint]) => new URL(endpoint).host === url.host);
  if (ofHost.length > 0)
    return ofHost.map(([, issuer]) => (isOfPolicy(url) ? issuer : ofAnyTenant(issuer)));
  if (!isMicrosoftHost(url.host)) return [];
  return aliasesOf(url.host).map((host) => `https://${host}/{tenantid}/v2.0`);
}

/** Where no issuer is known, because the endpoints were set by the program, none is demanded. */
function isIssuedBy(
  issuers: readonly string[],
  iss: unknown,
  tid: string | undefined,
  isOfPolicy: boolean,
): boolean {
  if (typeof iss !== 'string' || !URL.canParse(iss)) return false;
  if (issuers.length === 0) return true;
  const named = tenantIn(iss);
  if (tid !== undefined && named !== undefined && named !== tid) return false;
  // Another policy of the same B2C tenant may write its issuer in another form.
  if (isOfPolicy) return issuers.some((issuer) => isOfOneTenant(issuer, iss));
  return issuers.some((issuer) => issuer.replace('{tenantid}', tid ?? named ?? '') === iss);
}

function isOfOneTenant(issuer: string, iss: string): boolean {
  const [own, other] = [tenantIn(issuer), tenantIn(iss)];
  const differ = own !== undefined && other !== undefined && own !== other;
  return new URL(issuer).host === new URL(iss).host && !differ;
}

/** With `{tenantid}`, as a shared authority has it, for the ID of the tenant that was asked first. */
const ofAnyTenant = (issuer: string) =>
  issuer.replace(/(?<=\/)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/|$)/i, '{tenantid}');

function tenantIn(issuer: unknown): string | undefined {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return undefined;
  return partsOf(new URL(issuer)).find((part) => GUID.test(part));
}

/** `/{tenant}/{policy}/oauth2/v2.0/token` */
const isOfPolicy = (url: URL) => partsOf(url).indexOf('oauth2') > 1;

const partsOf = ({ pathname }: URL) => pathname.toLowerCase().split('/').filter(Boolean);

const key = ({ origin, pathname }: URL) => `${origin}${pathname}`.toLowerCase();

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
  const message = ownTexts().foreignIssuer(asked ?? address, found);
  return Object.assign(error, { message, errorMessage: message });
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
