import { ownTexts } from '../errors/own-texts.ts';
import { AuthCoreError } from './auth-core-error.ts';

/**
 * Checks the authority before MSAL does, which answers a bad one with a request to a Microsoft
 * host or with a bare code.
 *
 * @param authority - `https://{host}[:port]/{tenant}`: a tenant's ID or domain name, or
 *   `organizations`, `common`, `consumers`; of External ID also `https://{name}.ciamlogin.com/`
 * @returns with the tenant, and as MSAL can read it: the URL standard takes more than MSAL does
 * @throws {AuthCoreError} `authority_malformed` or `authority_not_https`, with what to write instead
 */
export function checkAuthority(authority: string): URL {
  if (!URL.canParse(authority)) {
    throw malformed(String(authority), ownTexts().notAUrl);
  }
  const url = new URL(authority);
  if (url.protocol !== 'https:') {
    throw new AuthCoreError(
      'authority_not_https',
      ownTexts().authorityNotHttps(shown(authority), url.protocol),
    );
  }
  if (url.username || url.password) throw malformed(url.origin, ownTexts().holdsCredentials);
  if (url.search || url.hash) throw malformed(authority, ownTexts().hasQuery);
  // Node.js would connect to 443 instead.
  if (url.port === '0') throw malformed(authority, ownTexts().portZero);
  // A placeholder, such as {tenant}, or a blank: Entra would only say that it knows no such tenant.
  const isOdd = /[^\w.~/-]/.test(url.pathname);
  if (isOdd || (hasNoPath(url) && !isExternalId(url)))
    throw malformed(authority, ownTexts().namesNoTenant);
  if (/\/(?:oauth2|\.well-known)(?:\/|$)/i.test(url.pathname))
    throw malformed(authority, ownTexts().isEndpoint);
  return new URL(withTenant(authority));
}

/**
 * The authority with its tenant. Microsoft's quickstarts for External ID leave it out, since the host has its
 * name: `https://contoso.ciamlogin.com/` is `https://contoso.ciamlogin.com/contoso.onmicrosoft.com`.
 */
function withTenant(authority: string): string {
  const url = new URL(authority);
  if (!hasNoPath(url) || !isExternalId(url)) return authority;
  const [name = ''] = url.hostname.split('.');
  return inTenant(authority, `${name}.onmicrosoft.com`);
}

const hasNoPath = ({ pathname }: URL) => pathname.split('/').every(isNoName);

/** MSAL takes an authority with the version of the protocol behind it, too. */
const isNoName = (part: string) => part === '' || part.toLowerCase() === 'v2.0';

const isExternalId = ({ hostname }: URL) => hostname.endsWith('.ciamlogin.com');

/**
 * The authority of another tenant on the same host.
 *
 * @param tenant - an ID or a domain name
 * @throws {AuthCoreError} `authority_malformed`
 */
export function inTenant(authority: string, tenant: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,252}$/i.test(tenant)) {
    throw malformed(tenant, ownTexts().isNoTenant);
  }
  return new URL(`/${tenant}`, authority).href;
}

/**
 * Checks an authority that a single call names: it must be on the client's own host, since the code
 * or the password of the user goes there.
 *
 * @param own - of the client
 * @param asked - another tenant's, for instance
 * @throws {AuthCoreError} `authority_mismatch`, `authority_not_https`, `authority_malformed`
 */
export function checkOwnAuthority(own: string, asked: string): void {
  const { origin } = new URL(own);
  if (checkAuthority(asked).origin === origin) return;
  throw new AuthCoreError(
    'authority_mismatch',
    ownTexts().authorityElsewhere(shown(asked), origin),
  );
}

export const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the path of an authority says, in lower case. */
interface AuthorityPath {
  /** An ID, a domain name, or `common`, `organizations`, `consumers`. */
  tenant?: string;
  /** Of B2C: `https://{name}.b2clogin.com/[tfp/]{tenant}/{policy}`. */
  policy?: string;
  /** `https://{host}/adfs`: it knows no tenants. */
  isAdfs: boolean;
}

export function readAuthority(authority: string): AuthorityPath {
  const { pathname } = new URL(authority);
  const [first, ...rest] = pathname
    .toLowerCase()
    .split('/')
    .filter((part) => !isNoName(part));
  if (first === undefined || first === 'adfs') return { isAdfs: first === 'adfs' };
  const [tenant = first, policy] = first === 'tfp' ? rest : [first, ...rest];
  return { tenant, ...(policy === undefined ? {} : { policy }), isAdfs: false };
}

/** As MSAL writes it, so that both find the same document in the store. */
export function discoveryAddress(authority: string): string {
  const base = authority.toLowerCase().replace(/(?:\/v2\.0)?\/*$/, '');
  return `${base}/v2.0/.well-known/openid-configuration`;
}

function malformed(authority: string, why: string): AuthCoreError {
  return new AuthCoreError(
    'authority_malformed',
    ownTexts().authorityMalformed(shown(authority), why),
  );
}

/**
 * It comes from outside: without what may be secret (user name, password, query, fragment), without
 * control characters, and not longer than a message should be.
 */
function shown(text: string): string {
  const open = text.replace(/[?#].*/su, '').replace(/\/\/[^/]*@/u, '//');
  const plain = open.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return plain.length > 120 ? `"${plain.slice(0, 120)}…"` : `"${plain}"`;
}
