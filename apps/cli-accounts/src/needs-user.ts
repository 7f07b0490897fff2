import { ClientAuthError } from '@azure/msal-node';
import {
  AuthCoreError,
  type AskUser,
  classifyAuthError,
  type UiRequiredClassification,
} from '@entra-flows/auth-core';
import { standardError } from '@entra-flows/sample-kit';

/**
 * What a program does about a silent call that failed. A program with a flow of its own runs it; for the
 * last two it says instead why that does not help.
 *
 * @see https://learn.microsoft.com/entra/msal/dotnet/advanced/exceptions/msal-error-handling
 */
const advice: Readonly<Record<UiRequiredClassification, string>> = {
  None: 'sign in with cli-interactive or cli-device-code.',
  AcquireTokenSilentFailed: 'sign in with cli-interactive or cli-device-code.',
  PromptNeverFailed: 'sign in with cli-interactive, which shows the page.',
  BasicAction: 'sign in with cli-interactive or cli-device-code, and confirm what the page asks.',
  ConsentRequired:
    'sign in with cli-interactive or cli-device-code, and accept what the app asks for.',
  UserPasswordExpired: 'sign in with cli-interactive, which lets you change the password.',
  AdditionalAction: 'cli-interactive shows what has to be done outside of the sign-in page first.',
  MessageOnly:
    'cli-interactive shows why this cannot work now; signing in again does not change it.',
};

/**
 * Takes the place of a flow in a program that must not ask the user.
 *
 * @throws why the silent call failed; `account_not_found` when no account of the cache has the name
 *   that was asked for; `no_account_found` when the cache is empty
 */
export const needsUser: AskUser = ({ loginHint }, cause) => {
  const reason: unknown =
    cause ??
    (loginHint
      ? new AuthCoreError('account_not_found', 'no account of the token cache fits')
      : new ClientAuthError('no_account_found', '', 'the token cache is empty'));
  const { classification = 'None' } = classifyAuthError(reason);
  standardError.write(`The user is needed: ${advice[classification]}\n`);
  return Promise.reject(reason);
};
