import { grantOf } from './request-form.ts';
import type { HttpRequest } from '../http/http.ts';

/** Scopes of OpenID Connect: of no web API, and no part of what MSAL looks a token up by. */
const OIDC = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The scopes of a token answer under the names that they were asked for by, since MSAL finds a token again
 * by those names only. Authorities shorten them (`{API}/user_impersonation` becomes `user_impersonation`),
 * take out a slash (`//.default`), or name the same API otherwise; one answer is for one API.
 *
 * What was not asked for keeps its name; one that names no API gets that of the others, so that it
 * is not taken for a scope of Microsoft Graph.
 *
 * @param answered - `scope` of the answer
 */
export function scopesAsAsked(request: HttpRequest, answered: string): string {
  const asked = askedOfApi(request);
  const byName = new Map(asked.map((scope) => [nameOf(scope), scope]));
  if (byName.size < asked.length || asked.length === 0) return answered;
  const apis = new Set(asked.map(apiOf));
  const api = apis.size === 1 ? apiOf(asked[0] ?? '') : '';
  const named = listOf(answered).map((scope) => {
    if (OIDC.includes(scope)) return scope;
    const own = byName.get(nameOf(scope));
    if (own !== undefined && isOfSameApi(own, scope)) return own;
    return api !== '' && apiOf(scope) === '' ? `${api}/${scope}` : scope;
  });
  // All that the app was given; some authorities answer with what that is, and not with the name.
  const all = asked.filter((scope) => nameOf(scope) === '.default');
  return [...new Set([...named, ...all])].join(' ');
}

/** The scopes that were asked for and not granted: a token for all of them is never found again. */
export function scopesNotGranted(request: HttpRequest, answered: string): string[] {
  const granted = listOf(scopesAsAsked(request, answered).toLowerCase());
  return askedOfApi(request).filter((scope) => !granted.includes(scope.toLowerCase()));
}

function askedOfApi(request: HttpRequest): string[] {
  if (grantOf(request) === undefined) return [];
  const asked = listOf(new URLSearchParams(request.body).get('scope') ?? '');
  return [...new Set(asked)].filter((scope) => !OIDC.includes(scope));
}

/** A scope without an API is one of Microsoft Graph, and no other API's. */
function isOfSameApi(own: string, answered: string): boolean {
  const other = apiOf(answered);
  if (apiOf(own) !== '' || other === '') return true;
  return /^https:\/\/(?:[a-z-]{1,20}\.)?(?:[a-z]{1,10}-|microsoft)?graph\.[a-z.]{1,60}$/i.test(
    other,
  );
}

const listOf = (scopes: string) => scopes.split(' ').filter(Boolean);

const nameOf = (scope: string) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();

function apiOf(scope: string): string {
  const api = scope.slice(0, Math.max(scope.lastIndexOf('/'), 0));
  return api.endsWith('/') ? api.replace(/(?<!\/)\/+$/, '') : api;
}
