import type { AccountView, SessionState, TokenView } from '../src/session-api.ts';
import { element } from './element.ts';
import { texts } from './texts.ts';

/** Fills the page with the state from the main process. Text is set as text, never as markup. */
export function showState({ accounts, chosen, token, cache, hasOrders }: SessionState): void {
  const isSignedIn = accounts.length > 0;
  element('signed-out').hidden = isSignedIn;
  element('signed-in').hidden = !isSignedIn;
  element('which').hidden = !isSignedIn || chosen !== undefined;
  element('sign-in').hidden = isSignedIn;
  element('another').hidden = !isSignedIn;
  element('sign-out').hidden = !chosen;
  element('sign-out-everywhere').hidden = !chosen;
  element('apis').hidden = !chosen;
  element('order').hidden = !hasOrders;
  element('token').textContent = token ? described(token) : texts.noToken;
  element('cache').textContent = cache;
  listAccounts(accounts, chosen);
}

function listAccounts(accounts: AccountView[], chosen: string | undefined): void {
  const options = accounts.map(
    ({ id, username }) => new Option(username, id, false, id === chosen),
  );
  const ask = new Option(texts.choose, '', false, true);
  ask.disabled = true;
  element('accounts', HTMLSelectElement).replaceChildren(...(chosen ? [] : [ask]), ...options);
}

/** Everything about a token that may be seen, which is never the token. */
function described({ scopes, expiresOn, fromCache }: TokenView): string {
  const minutes = Math.round((Date.parse(expiresOn) - Date.now()) / 60_000);
  const names = scopes.filter((scope) => !/^(openid|profile|email|offline_access)$/.test(scope));
  return texts.tokenFrom(fromCache, minutes, names.join(' '));
}
