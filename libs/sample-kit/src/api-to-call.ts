import { armEndpoint } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import type { SampleOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';
import type { AuthorityConfig } from './read-authority-config.ts';

/** The web API that a sample calls with its token; a part of the request of `fetchWithToken`. */
export interface ApiToCall {
  /** Address of the call. */
  url: string;
  /** The only origins that the token may be sent to. */
  allowedOrigins: readonly string[];
  /** Whether it is `/me` of Microsoft Graph, which returns the user. */
  isMe: boolean;
}

/** Application ID of Microsoft Graph, as a scope may name it. */
const GRAPH_ID = '00000003-0000-0000-c000-000000000000';
const OIDC = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The API that a token of these scopes is for: `/me` of Microsoft Graph, or the address of `--api`.
 *
 * A token gives access to the API that it was issued for. Scopes of Microsoft Graph, and those that
 * contain the address of their API, allow that origin only; `api://…` and an application ID do not tell
 * an address, so there `--api` decides.
 *
 * @returns undefined where the address is not known: scopes of another API without `--api`, or of
 *   Microsoft Graph where `graph` is missing
 * @throws {UsageError} for an address that these scopes are not for
 */
export function apiToCall(
  { scopes, api }: Pick<SampleOptions, 'scopes' | 'api'>,
  { graph, emulator }: Pick<AuthorityConfig, 'graph' | 'emulator'>,
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
  const one =
    meant ??
    (resource ||
      said({
        en: 'a Microsoft Graph that ENTRA_GRAPH does not name',
        ko: 'ENTRA_GRAPH에 지정되지 않은 Microsoft Graph',
      }));
  throw new UsageError(
    said({
      en:
        `--api ${origin} was not called and no token was asked for: the scopes ${scopes.join(' ')} are for ` +
        `${isOnlyOne ? one : 'several APIs'}.\n` +
        'Give the scopes of this API (--scopes); where its identifier is the address of something else, write ' +
        'its application ID in place of it.',
      ko:
        `--api ${origin}: 호출하지 않았고 토큰도 요청하지 않았습니다. ${scopes.join(' ')} 범위는 ` +
        `${isOnlyOne ? one : '여러 API'}를 위한 것입니다.\n` +
        '이 API의 범위를 지정하세요(--scopes). API의 식별자가 다른 곳의 주소라면 그 대신 애플리케이션 ID를 쓰세요.',
    }),
  );
}

/** Azure Resource Manager, and the scope of a token for it. */
export interface ArmToCall {
  /** Base address, without a slash at its end. */
  endpoint: string;
  /** All that the app was given: `https://management.azure.com/.default`. */
  scope: string;
}

/**
 * The Azure Resource Manager that takes tokens of the authority.
 *
 * @returns undefined where the cloud of the authority is not known to have one
 */
export function armToCall({
  authority,
  emulator,
}: Pick<AuthorityConfig, 'authority' | 'emulator'>): ArmToCall | undefined {
  // The emulator's stands at its own address, under the name of the real one.
  const resource = emulator ? 'https://management.azure.com' : armEndpoint(authority);
  if (resource === undefined) return undefined;
  const endpoint = emulator ? `${new URL(authority).origin}/arm` : resource;
  return { endpoint, scope: `${resource}/.default` };
}

const firstPart = (path: string) => path.split('/')[1];

/** `https://api.example/Read` and `api://name/Read` without their last part; empty for a scope of Graph. */
function resourceOf(scope: string): string {
  const resource = scope.slice(0, Math.max(0, scope.lastIndexOf('/'))).replace(/\/+$/, '');
  return /^https?:/i.test(resource) && URL.canParse(resource) ? new URL(resource).origin : resource;
}

/** Undefined for a name of the tenant itself, which is an identifier and not an address. */
function addressIn(resource: string): string | undefined {
  if (!/^https?:/i.test(resource)) return undefined;
  return /\.onmicrosoft\.(?:com|us|cn)$/i.test(new URL(resource).hostname) ? undefined : resource;
}

function checked(api: string): URL {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const isPlain = url && !url.username && !url.password && url.port !== '0';
  if (isPlain && url.protocol === 'https:') return url;
  throw new UsageError(
    said({
      en: '--api is not an https address, such as https://api.example/orders.',
      ko: '--api는 https://api.example/orders와 같은 https 주소여야 합니다.',
    }),
  );
}
