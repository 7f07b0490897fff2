import type { AuthenticationResult } from '@azure/msal-browser';

/** Everything about a token that may be seen, which is never the token. */
export function describeToken(
  { account, fromCache, expiresOn, scopes }: AuthenticationResult,
  now = Date.now(),
): string {
  const minutes = expiresOn ? Math.round((expiresOn.getTime() - now) / 60_000) : 0;
  const expiry = expiresOn ? `, expires ${expiresOn.toLocaleTimeString()} (in ${minutes} min)` : '';
  const names = scopes.filter((scope) => !/^(openid|profile|email|offline_access)$/.test(scope));
  return `${account.username}: token from ${fromCache ? 'cache' : 'authority'}${expiry}, for ${names.join(' ')}`;
}
