import { ClientAuthError } from '@azure/msal-node';

/** MSAL's own error for a window that was closed: the caller ended the sign-in. Its cause is the signal's reason. */
export function interactiveCancelled(reason: unknown): ClientAuthError {
  const error = new ClientAuthError('user_canceled', '', 'the sign-in was cancelled');
  error.cause = reason;
  return error;
}
