import type { SampleOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';
import type { Whereabouts } from './where-is-the-authority.ts';

/** The web API that a sample calls with its token, as `fetchWithToken` takes it. */
export interface ApiToCall {
  url: string;
  /** The token may go nowhere else. */
  allowedOrigins: readonly string[];
  /** `/me` of Microsoft Graph, which answers with who is signed in. */
  isMe: boolean;
}

/** Microsoft Graph, as a scope may name it. */
const GRAPH_ID = '00000003-0000-0000-c000-000000000000';
const OIDC = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The API that a token of these scopes is for: `/me` of Microsoft Graph, or the address of `--api`.
 *
 * A token is a key to the API that it was made for. Scopes of Microsoft Graph, and those that hold the
 * address of their API, lead to that origin only; `api://…` and an application ID tell no address, so
 * there `--api` is believed.
 *
 * @returns undefined where the scopes are of another API and `--api` names no address, or of Microsoft Graph
 *   and nobody says where that is: nothing is called
 * @throws {UsageError} for an address that these scopes are not for
 */
export function apiToCall(
  { scopes, api }: Pick<SampleOptions, 'scopes' | 'api'>,
  { graph, emulator }: Pick<Whereabouts, 'graph' | 'emulator'>,
): ApiToCall | undefined {
  const graphOrigin = graph === undefined ? undefined : new URL(graph).origin;
  // The emulator's Graph stands at its own address, under the name of the real one.
  const names = [
    '',
    GRAPH_ID,
    graphOrigin ?? '',
    ...(emulator ? ['https://graph.microsoft.com'] : []),
  ];
  const resources = [...new Set(scopes.filter((scope) => !OIDC.includes(scope)).map(resourceOf))];
  const isGraph = resources.every((resource) => names.includes(resource));
  if (api === undefined)
    return isGraph && graphOrigin !== undefined
      ? { url: `${graph}/me`, allowedOrigins: [graphOrigin], isMe: true }
      : undefined;
  const { href, origin, pathname } = checked(api);
  // The emulator has other APIs beside its Graph.
  const isAtGraph =
    origin === graphOrigin &&
    (!emulator || firstPart(pathname) === firstPart(new URL(graph ?? '').pathname));
  const [resource = ''] = resources;
  const meant = isGraph ? graphOrigin : addressIn(resource);
  const isOnlyOne = isGraph || resources.length === 1;
  const fits = isGraph ? isAtGraph : meant === undefined ? !isAtGraph : origin === meant;
  if (isOnlyOne && fits) return { url: href, allowedOrigins: [origin], isMe: false };
  throw new UsageError(
    `--api ${origin} was not called and no token was asked for: the scopes ${scopes.join(' ')} are for ` +
      `${isOnlyOne ? (meant ?? (resource || 'a Microsoft Graph that ENTRA_GRAPH does not name')) : 'several APIs'}.\n` +
      'Give the scopes of this API (--scopes); where its identifier is the address of something else, write ' +
      'its application ID in place of it.',
  );
}

const firstPart = (path: string) => path.split('/')[1];

/** `https://api.example/Read` and `api://name/Read` without their last part; empty for a scope of Graph. */
function resourceOf(scope: string): string {
  const resource = scope.slice(0, Math.max(0, scope.lastIndexOf('/'))).replace(/\/+$/, '');
  return /^https?:/i.test(resource) && URL.canParse(resource) ? new URL(resource).origin : resource;
}

/** A tenant's own name is an identifier, at which nothing can be reached. */
function addressIn(resource: string): string | undefined {
  if (!/^https?:/i.test(resource)) return undefined;
  return /\.onmicrosoft\.(?:com|us|cn)$/i.test(new URL(resource).hostname) ? undefined : resource;
}

function checked(api: string): URL {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  if (url?.protocol === 'https:' && !url.username && !url.password) return url;
  throw new UsageError('--api is not an https address, such as https://api.example/orders.');
}
