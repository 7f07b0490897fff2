import { ClientAuthError, ClientConfigurationError } from '@azure/msal-node';

/** MSAL's own error for what ends on this side of the wire. */
export function clientAuthError(
  code: string,
  message?: string,
  options: ErrorOptions & { correlationId?: string | undefined } = {},
): ClientAuthError {
  const error = new ClientAuthError(code, options.correlationId ?? '', message);
  return 'cause' in options ? Object.assign(error, { cause: options.cause }) : error;
}

/** MSAL's own error for a request or a setting that nothing can be done with. */
export function clientConfigurationError(
  code: string,
  correlationId = '',
): ClientConfigurationError {
  return new ClientConfigurationError(code, correlationId);
}

/** A device code flow that the caller ended, with the signal's reason as its cause. */
export function cancelled(reason: unknown): ClientAuthError {
  return clientAuthError(
    'device_code_polling_cancelled',
    'the wait for the sign-in was cancelled',
    { cause: reason },
  );
}

/** A browser sign-in that the caller ended, as for a window that was closed; the signal's reason is its cause. */
export function interactiveCancelled(reason: unknown): ClientAuthError {
  return clientAuthError('user_canceled', 'the sign-in was cancelled', { cause: reason });
}
