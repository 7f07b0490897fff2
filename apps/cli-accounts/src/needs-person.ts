import { ClientAuthError } from '@azure/msal-node';
import { AuthCoreError, type AskUser } from '@entra-flows/auth-core';
import { standardError } from '@entra-flows/sample-kit';

/**
 * Takes the place of a flow where nobody may be asked.
 *
 * @throws why the silent call could not; `account_not_found` when no account of the cache has the name
 *   that was asked for; `no_account_found` when the cache is empty
 */
export const needsPerson: AskUser = ({ loginHint }, cause) => {
  standardError.write('A person is needed: sign in with cli-interactive or cli-device-code.\n');
  const reason: unknown =
    cause ??
    (loginHint
      ? new AuthCoreError('account_not_found', 'no account of the token cache fits')
      : new ClientAuthError('no_account_found', '', 'the token cache is empty'));
  return Promise.reject(reason);
};
