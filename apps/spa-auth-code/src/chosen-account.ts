import type {
  AccountInfo,
  AuthenticationResult,
  IPublicClientApplication,
} from '@azure/msal-browser';

/** The account that was chosen, or the only one; undefined while the user has to choose. */
export function chosenAccount(client: IPublicClientApplication): AccountInfo | undefined {
  const accounts = client.getAllAccounts();
  return client.getActiveAccount() ?? (accounts.length === 1 ? accounts[0] : undefined);
}

/**
 * Keeps who signed in as the chosen account.
 *
 * @param asked - `homeAccountId` that a token was asked for; missing where the user was to choose
 * @throws {Error} with a message for users, when another account signed in: it stays in the list, and
 *   nothing is done
 *   in their name
 */
export function remember(
  client: IPublicClientApplication,
  { account }: AuthenticationResult,
  asked: string | undefined,
): AccountInfo {
  if (asked && account.homeAccountId !== asked) {
    throw new Error(
      `${account.username} signed in, but a token for another account was asked for.\nWhy: The sign-in page lets people choose.\nNext: Choose the account that you mean above, and try again.`,
    );
  }
  client.setActiveAccount(account);
  return account;
}
