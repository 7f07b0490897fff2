import type { AccountInfo } from '@azure/msal-browser';
import { element } from './element.ts';

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
  const ask = new Option('Choose an account', '', false, true);
  ask.disabled = true;
  list.replaceChildren(...(chosen ? [] : [ask]), ...options);
  return accounts.length;
}
