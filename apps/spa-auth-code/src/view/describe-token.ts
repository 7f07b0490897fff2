import type { AuthenticationResult } from '@azure/msal-browser';
import { language, texts } from './texts.ts';

/** Everything about a token that may be seen, which is never the token. */
export function describeToken(
  { account, fromCache, expiresOn, scopes }: AuthenticationResult,
  now = Date.now(),
): string {
  const minutes = expiresOn ? Math.round((expiresOn.getTime() - now) / 60_000) : 0;
  const expiry = expiresOn ? texts.expires(expiresOn.toLocaleTimeString(language), minutes) : '';
  const names = scopes.filter((scope) => !/^(openid|profile|email|offline_access)$/.test(scope));
  return texts.token(account.username, fromCache, expiry, names.join(' '));
}
