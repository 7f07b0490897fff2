import type { AccountInfo } from '@azure/msal-browser';
import { element } from './element.ts';
import { texts } from './texts.ts';

/**
 * Fills the list to choose from.
 *
 * @returns how many there are
 */
export function listAccounts(accounts: AccountInfo[], chosen: AccountInfo | undefined): number {
  const list = element('accounts', HTMLSelectElement);
  const options = accounts.map(
    ({ username, homeAccountId }) =>
      new Option(username, homeAccountId, false, homeAccountId === chosen?.homeAccountId),
  );
  const ask = new Option(texts.choose, '', false, true);
  ask.disabled = true;
  list.replaceChildren(...(chosen ? [] : [ask]), ...options);
  return accounts.length;
}
