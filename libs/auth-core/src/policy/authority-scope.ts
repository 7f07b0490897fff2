import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { GUID, inTenant, readAuthority } from '../msal/authority.ts';
import { partsOf } from '../msal/client-network.ts';
import { tenantIdOf } from './tenant-id.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import type { TokenRequest } from './token-request.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** Whose tokens an authority gives, as far as its address says it. */
export interface AuthorityScope {
  /** Whether an account belongs here by itself: at home in the tenant, or with a profile in it. */
  covers(account: AccountInfo): boolean;
  /** Whether it may be asked for here at all: a tenant takes guests, `organizations` no personal account. */
  admits(account: AccountInfo): boolean;
  /** The tenant of the tokens that an account gets here; undefined where only the account itself says it. */
  tenantFor(account: AccountInfo): string | undefined;
  /** The authority stands for the home tenant of each account. */
  isShared: boolean;
}

/** The tenant of all personal accounts. */
const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * The scope of a client's authority, or of another one on its host. A domain name is looked up in the
 * discovery document, at most once a client; a tenant's ID needs nothing.
 *
 * @throws what the network throws for a domain name that cannot be looked up
 */
export async function scopeOf(
  client: PublicClient,
  authority: string = partsOf(client).authority,
  signal?: AbortSignal,
): Promise<AuthorityScope> {
  const { tenant, policy, isAdfs } = readAuthority(authority);
  if (policy !== undefined) return policyScope(policy);
  if (isAdfs || tenant === undefined) return anyAccount;
  if (tenant === 'common') return sharedScope(() => true);
  if (tenant === 'organizations') return sharedScope((home) => home !== PERSONAL);
  if (tenant === 'consumers') return tenantScope(PERSONAL);
  const id = GUID.test(tenant) ? tenant : await tenantIdOf(client, authority, signal);
  return id === undefined ? anyAccount : tenantScope(id);
}

/**
 * The scope of the tenant that a single call names, in place of the client's own. A domain name is not
 * looked up: its tokens are asked for each time.
 */
export function scopeOfCall(
  client: PublicClient,
  { tenantId, signal }: { tenantId?: string | undefined; signal?: AbortSignal | undefined },
): Promise<AuthorityScope> {
  if (!tenantId) return scopeOf(client, undefined, signal);
  const authority = inTenant(partsOf(client).authority, tenantId);
  const tenant = tenantId.toLowerCase();
  const isDomain = tenant.includes('.');
  return isDomain ? Promise.resolve(tenantScope(tenant)) : scopeOf(client, authority, signal);
}

/** AD FS, or another vendor's service: one directory, whose accounts name no tenant. */
const anyAccount: AuthorityScope = {
  covers: () => true,
  admits: () => true,
  tenantFor: () => undefined,
  isShared: false,
};

function tenantScope(id: string): AuthorityScope {
  return {
    covers: (account) => homeOf(account) === id || account.tenantId.toLowerCase() === id,
    admits: () => true,
    tenantFor: () => id,
    isShared: false,
  };
}

function sharedScope(takes: (home: string | undefined) => boolean): AuthorityScope {
  const covers = (account: AccountInfo) => takes(homeOf(account));
  return { covers, admits: covers, tenantFor: homeOf, isShared: true };
}

/** B2C: tokens and accounts are those of one policy. An account that shows none is taken as it is. */
function policyScope(policy: string): AuthorityScope {
  const covers = ({ tenantId, homeAccountId, idTokenClaims }: AccountInfo) => {
    const { tfp, acr } = idTokenClaims ?? {};
    const shown = [GUID.test(tenantId) ? '' : tenantId, tfp, acr].filter(Boolean).map(String);
    const [local = ''] = homeAccountId.toLowerCase().split('.');
    if (shown.some((one) => one.toLowerCase() === policy) || local.endsWith(`-${policy}`))
      return true;
    return shown.length === 0 && !local.includes('-b2c_1');
  };
  return { covers, admits: covers, tenantFor: () => undefined, isShared: false };
}

/** MSAL's `homeAccountId` is `{oid}.{tid}` wherever an account has a home tenant. */
function homeOf({ homeAccountId }: AccountInfo): string | undefined {
  const home = homeAccountId.split('.')[1]?.toLowerCase();
  return home !== undefined && GUID.test(home) ? home : undefined;
}

/**
 * Refuses a token of another tenant than the one that was asked: the API behind the client would take
 * its user for a user of that tenant. An authority is held to its issuer already; a broker is not.
 *
 * @throws {AuthCoreError} `account_mismatch`
 */
export async function checkTenant(
  client: PublicClient,
  request: Pick<TokenRequest, 'tenantId' | 'signal'>,
  { account, tenantId = '' }: AuthenticationResult,
): Promise<void> {
  // What cannot be looked up now was answered by the very host that knows it.
  const scope = await scopeOfCall(client, request).catch(() => undefined);
  if (!account || !scope) return;
  if (scope.isShared && !scope.admits(account))
    throw mismatch(account.username, ownTexts().accountNotForAuthority);
  if (scope.isShared) return;
  const expected = scope.tenantFor(account) ?? '';
  const got = tenantId.toLowerCase();
  if (!GUID.test(expected) || !GUID.test(got) || got === expected) return;
  throw mismatch(account.username, ownTexts().otherTenant(got, expected));
}

const mismatch = (username: string, found: string) =>
  new AuthCoreError('account_mismatch', ownTexts().signedInFor(username, found));
