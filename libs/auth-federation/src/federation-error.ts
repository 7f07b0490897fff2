import { AuthError } from '@azure/msal-node';

/** MSAL.NET's codes where it has them (`MsalError`). */
export type FederationErrorCode =
  /** The authority did not say where the account signs in. */
  | 'user_realm_discovery_failed'
  /** The authority knows no domain of this name. */
  | 'unknown_user_type'
  /** No ticket names a person, and nobody else did. */
  | 'get_user_name_failed'
  /** The name is not of the form `name@domain`. */
  | 'invalid_user_name'
  | 'integrated_windows_auth_not_supported_managed_user'
  | 'ropc_not_supported_for_msa'
  | 'missing_federation_metadata_url'
  | 'accessing_ws_metadata_exchange_failed'
  | 'parsing_ws_metadata_exchange_failed'
  /** MEX names no https endpoint for this way to sign in. */
  | 'wstrust_endpoint_not_found'
  | 'adfs_unreachable'
  | 'federated_service_returned_error'
  | 'parsing_wstrust_response_failed'
  | 'integrated_windows_authentication_failed'
  /** The server took the ticket and did not prove that it could read it. */
  | 'mutual_authentication_failed'
  /** Nothing on this machine speaks Kerberos for Node. */
  | 'kerberos_unavailable'
  | 'kerberos_no_ticket'
  | 'kerberos_wrong_realm'
  | 'kerberos_clock_skew'
  | 'kerberos_kdc_unreachable';

/**
 * A sign-in at an organisation's own AD FS that failed, shaped as MSAL's errors are, so that one
 * `catch` handles both and `explainAuthError` explains it.
 *
 * @param code one of {@link FederationErrorCode}, as `errorCode`
 * @param message what happened: shown to people, so nothing secret and no prose of a server in it
 * @param options.subError WS-Security's word for why a message was refused
 */
export class FederationError extends AuthError {
  declare readonly errorCode: FederationErrorCode;

  constructor(
    code: FederationErrorCode,
    message: string,
    { cause, subError = '' }: ErrorOptions & { subError?: string } = {},
  ) {
    super(code, '', message, subError);
    // MSAL's constructor sets its own prototype, which would make every subclass a plain AuthError.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = 'FederationError';
    this.message = message;
    if (cause !== undefined) this.cause = cause;
  }
}
