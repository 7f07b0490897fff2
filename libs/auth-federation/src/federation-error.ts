import { AuthError } from '@azure/msal-node';

/** Why a sign-in at AD FS failed: MSAL.NET's codes where it has them (`MsalError`). */
export type FederationErrorCode =
  /** The authority did not say where the account signs in. */
  | 'user_realm_discovery_failed'
  /** The authority does not know the domain of the user name. */
  | 'unknown_user_type'
  /** Neither the request nor a ticket names the user. */
  | 'get_user_name_failed'
  /** The name is not of the form `name@domain`. */
  | 'invalid_user_name'
  /** The account is managed: its sign-in is at the authority, which takes no ticket. */
  | 'integrated_windows_auth_not_supported_managed_user'
  /** The account is a personal Microsoft account. */
  | 'ropc_not_supported_for_msa'
  /** The domain is federated, and the authority names no https address of MEX. */
  | 'missing_federation_metadata_url'
  /** MEX cannot be reached, or answered with an error. */
  | 'accessing_ws_metadata_exchange_failed'
  /** MEX cannot be read. */
  | 'parsing_ws_metadata_exchange_failed'
  /** MEX names no https endpoint for this way to sign in. */
  | 'wstrust_endpoint_not_found'
  /** AD FS cannot be reached. */
  | 'adfs_unreachable'
  /** AD FS refused the request. */
  | 'federated_service_returned_error'
  /** The answer of AD FS cannot be read, or holds no assertion. */
  | 'parsing_wstrust_response_failed'
  /** AD FS refused the ticket, or Kerberos failed for another reason than those below. */
  | 'integrated_windows_authentication_failed'
  /** The server took the ticket and did not prove that it could read it. */
  | 'mutual_authentication_failed'
  /** Neither the package `kerberos` nor a curl that can negotiate is on this machine. */
  | 'kerberos_unavailable'
  /** The user has no Kerberos ticket, or it has expired. */
  | 'kerberos_no_ticket'
  /** The realm of the ticket does not know AD FS as a service. */
  | 'kerberos_wrong_realm'
  /** The clocks of this machine and of the domain differ by more than Kerberos allows. */
  | 'kerberos_clock_skew'
  /** No domain controller answered. */
  | 'kerberos_kdc_unreachable';

/**
 * A sign-in at an organization's own AD FS failed. Shaped as MSAL's errors are, so that one `catch`
 * handles both and `explainAuthError` explains it.
 *
 * @param code one of {@link FederationErrorCode}, as `errorCode`
 * @param message what happened: shown to users, so without secrets and without prose of a server
 */
export class FederationError extends AuthError {
  /** What went wrong; stable. */
  declare readonly errorCode: FederationErrorCode;

  constructor(
    code: FederationErrorCode,
    message: string,
    {
      cause,
      subError = '',
    }: ErrorOptions & {
      /** WS-Security's word for why a message was refused. */
      subError?: string;
    } = {},
  ) {
    super(code, '', message, subError);
    // MSAL's constructor sets its own prototype, which would make every subclass a plain AuthError.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = 'FederationError';
    this.message = message;
    if (cause !== undefined) this.cause = cause;
  }
}
