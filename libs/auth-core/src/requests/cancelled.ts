import { ClientAuthError } from '@azure/msal-node';

/** MSAL's own error for a device code flow that the caller ended, with the signal's reason as its cause. */
export function cancelled(reason: unknown): ClientAuthError {
  const error = new ClientAuthError(
    'device_code_polling_cancelled',
    '',
    'the wait for the sign-in was cancelled',
  );
  error.cause = reason;
  return error;
}
