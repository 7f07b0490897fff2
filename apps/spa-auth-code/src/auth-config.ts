import type { Configuration } from '@azure/msal-browser';
import { authNetwork, DEADLINE } from './auth-network.ts';

/** What a token is asked for, for the sign-in and for the profile. */
export const SCOPES = ['User.Read'];

export interface AuthConfig {
  msal: Configuration;
  /** Base of Microsoft Graph, or of the emulator's. */
  graph: string;
  /** Of the emulator only: an API that answers with a claims challenge. */
  orders?: string;
}

/**
 * Client ID, authority, and where tokens are kept.
 *
 * @throws {Error} with a message for users, when the page was made without settings or the emulator is not there
 */
export async function authConfig(): Promise<AuthConfig> {
  const { clientId, authority, graph, emulatorPages, problem } = __SETTINGS__;
  if (problem) throw new Error(problem);
  const msal: Configuration = {
    auth: {
      clientId,
      authority,
      // A page of its own, which hands the answer on: the app need not start twice for it.
      redirectUri: `${location.origin}/redirect.html`,
      postLogoutRedirectUri: `${location.origin}/`,
      // "I understand claims challenges": an API may ask for more than the token shows.
      clientCapabilities: ['CP1'],
    },
    // One tab's, and gone with it. See the README for what the other places cost.
    cache: { cacheLocation: 'sessionStorage' },
    // How long a popup window may stay open. A page does not learn of its end, so MSAL only waits.
    system: { popupBridgeTimeout: 5 * 60_000, networkClient: authNetwork },
  };
  if (!emulatorPages) {
    if (graph === undefined) throw new Error(noGraph(authority));
    return { msal, graph };
  }
  Object.assign(msal.auth, await emulatorMetadata(authority, emulatorPages));
  return {
    msal,
    graph: `${emulatorPages}/graph/v1.0`,
    orders: `${emulatorPages}/api/orders`,
  };
}

/** A token goes to the API that it is for, and to no default. */
const noGraph = (authority: string) =>
  `This page was made without ENTRA_GRAPH, and which Microsoft Graph takes the tokens of ${new URL(authority).host} is not known here. ` +
  'Set it to the address of the API that they are for, then serve or build the page again.';

/**
 * A page cannot be made to trust the emulator's certificate, so MSAL gets the addresses that the
 * emulator has for pages, and does not ask the authority itself.
 */
async function emulatorMetadata(authority: string, pages: string): Promise<object> {
  const { host, pathname } = new URL(authority);
  const address = `${pages}${pathname.replace(/\/$/, '')}/v2.0/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(DEADLINE) }).catch(
    () => undefined,
  );
  const document: unknown = await answer?.json().catch(() => undefined);
  if (!answer?.ok || !document) {
    throw new Error(
      `The local identity emulator does not answer at ${pages}. It runs as long as the command that serves this page: start that again, then reload this page.`,
    );
  }
  return { knownAuthorities: [host], authorityMetadata: JSON.stringify(document) };
}
