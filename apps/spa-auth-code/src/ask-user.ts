import type { IPublicClientApplication, PopupRequest } from '@azure/msal-browser';
import type { AskUser, TokenRequest } from './acquire-token.ts';

/** The page goes to the sign-in page. It never comes to an answer here: a new page load goes on with it. */
export const askByRedirect =
  (client: IPublicClientApplication): AskUser =>
  async (request) => {
    await client.acquireTokenRedirect({ ...interactive(request), redirectStartPage: startPage() });
    return new Promise(() => {});
  };

/** A window opens beside the page. A page does not learn that it is closed, so `signal` ends the wait. */
export const askByPopup =
  (client: IPublicClientApplication, signal: AbortSignal): AskUser =>
  (request) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      client
        // A window that was left open must not keep the next one from opening.
        .acquireTokenPopup({ ...interactive(request), overrideInteractionInProgress: true })
        .then(resolve, reject);
    });

/** Asks nothing: a reload is not a click of the user. */
export const askNobody: AskUser = (_request, cause) =>
  Promise.reject(cause instanceof Error ? cause : new Error('no user is signed in'));

/** Without an account the user chooses one, also where the browser has a session already. */
function interactive({ scopes, account, claims, state }: TokenRequest): PopupRequest {
  return {
    scopes,
    ...(account ? { account, loginHint: account.username } : { prompt: 'select_account' }),
    ...(claims ? { claims } : {}),
    ...(state ? { state } : {}),
  };
}

const startPage = () => `${location.origin}${location.pathname}`;
