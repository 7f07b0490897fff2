import { AuthCoreError, type AskUser } from '@entra-flows/auth-core';
import { standardError } from '@entra-flows/sample-kit';

/**
 * Takes the place of a flow where nobody may be asked.
 *
 * @throws why the silent call could not; `account_not_found` when no account of the cache fits
 */
export const needsPerson: AskUser = (_request, cause) => {
  standardError.write('A person is needed: sign in with cli-interactive or cli-device-code.\n');
  const nobody = new AuthCoreError('account_not_found', 'no account of the token cache fits');
  const reason: unknown = cause ?? nobody;
  return Promise.reject(reason);
};
