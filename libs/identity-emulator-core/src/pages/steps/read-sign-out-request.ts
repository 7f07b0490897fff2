import { compactVerify } from 'jose';
import { isRegistered } from '../../directory/find-redirect-uri.ts';
import type { Visit } from '../visit.ts';

/** What an app asked the end-session endpoint for, checked. */
export interface SignOutRequest {
  /** Where the browser goes afterwards, with the `state` of the app; undefined when it stays. */
  goesTo: string | undefined;
  /** Whether the app wanted it at an address that is not registered. */
  isStrange: boolean;
  /** User name or object id of who is to be signed out. */
  who: string | undefined;
}

/**
 * Reads `post_logout_redirect_uri`, `logout_hint`, `id_token_hint`, `client_id` and `state`.
 *
 * @param parameters of the query, or of the form that repeats it
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export async function readSignOutRequest(
  visit: Visit,
  parameters: URLSearchParams,
): Promise<SignOutRequest> {
  const hint = await readIdToken(visit, parameters.get('id_token_hint') ?? '');
  const address = parameters.get('post_logout_redirect_uri') ?? '';
  const clientId = hint['aud'] ?? parameters.get('client_id') ?? undefined;
  const isKnown = isOfApp(visit, address, clientId);
  const who = parameters.get('logout_hint') || hint['preferred_username'] || hint['oid'];
  return {
    goesTo: isKnown ? withState(address, parameters.get('state')) : undefined,
    isStrange: address !== '' && !isKnown,
    who: who?.toLowerCase(),
  };
}

/** Of one app when it says who it is, else of any: the address is all that Entra looks at. */
function isOfApp({ state }: Visit, address: string, clientId?: string): boolean {
  const apps = state.directory.tenants.flatMap((tenant) => tenant.apps);
  return apps.some(
    (app) =>
      (clientId === undefined || app.clientId === clientId.toLowerCase()) &&
      isRegistered(app, address),
  );
}

function withState(address: string, state: string | null): string {
  const url = new URL(address);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}

/** The claims of a token of ours, expired or not; none of any other text. */
async function readIdToken({ state }: Visit, token: string): Promise<Record<string, string>> {
  try {
    const { payload } = await compactVerify(token, state.signingKey.publicKey);
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts) as Record<string, string>;
  } catch {
    return {};
  }
}
