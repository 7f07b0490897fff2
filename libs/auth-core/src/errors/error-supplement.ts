import type { Rows } from './look-up-code.ts';

// Facts that data/ does not hold, in the same dense form: row key, then codes.

/** Codes of this library. @see auth-core-error.ts */
export const ownRows: Rows = {
  'user.interaction-required': 'account_mismatch device_code_mismatch',
  // Another flow can do it; the request itself is right.
  'config.flow-not-supported none': 'browser_not_opened broker_unavailable broker_timeout no_flow',
  // A sign-in page would not decide which of two accounts the program means.
  'cache fix-request': 'account_ambiguous cache_unusable keyring_unavailable',
  'cache wait-and-retry r': 'cache_locked',
  cache: 'account_not_found cache_damaged',
  'config.tenant': 'authority_not_https authority_malformed authority_mismatch',
  'config.client-library': 'origin_not_allowed no_result',
};

/**
 * Codes of a sign-in at an organization's own AD FS: MSAL.NET's where it has them, and WS-Security's
 * words for why a message was refused.
 *
 * @see https://learn.microsoft.com/dotnet/api/microsoft.identity.client.msalerror
 * @see https://docs.oasis-open.org/wss-m/wss/v1.1.1/wss-SOAPMessageSecurity-v1.1.1.html section 12
 */
export const federationRows: Rows = {
  federation:
    'federated_service_returned_error parsing_wstrust_response_failed wstrust_endpoint_not_found ' +
    'parsing_ws_metadata_exchange_failed missing_federation_metadata_url mutual_authentication_failed',
  'federation wait-and-retry r': 'user_realm_discovery_failed',
  network: 'accessing_ws_metadata_exchange_failed adfs_unreachable kerberos_kdc_unreachable',
  // Another flow can do it for this account.
  'account.type-mismatch':
    'integrated_windows_auth_not_supported_managed_user ropc_not_supported_for_msa',
  'account.unknown': 'unknown_user_type',
  'account.unknown fix-request': 'get_user_name_failed invalid_user_name',
  'credentials.invalid': 'kerberos_no_ticket FailedAuthentication',
  'hybrid.on-prem': 'integrated_windows_authentication_failed',
  'hybrid.on-prem fix-request': 'kerberos_wrong_realm kerberos_clock_skew InvalidSecurity',
  'config.flow-not-supported none': 'kerberos_unavailable',
};

/**
 * Codes of Node, its TLS and HTTP layers, and of files.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 * @see https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md
 */
export const systemRows: Rows = {
  network:
    'ENOTFOUND EAI_AGAIN EAI_FAIL ECONNREFUSED ECONNRESET ECONNABORTED ETIMEDOUT EPIPE EADDRINUSE ' +
    'EADDRNOTAVAIL ERR_SOCKET_CONNECTION_TIMEOUT ERR_SOCKET_CLOSED ERR_STREAM_PREMATURE_CLOSE TimeoutError ' +
    'ERR_PROXY_UNREACHABLE ERR_PROXY_GATEWAY ERR_DEADLINE ' +
    'UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_SOCKET',
  // Repeating changes nothing until a certificate, the clock or a setting is mended.
  'network fix-request':
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE SELF_SIGNED_CERT_IN_CHAIN DEPTH_ZERO_SELF_SIGNED_CERT ' +
    'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_UNTRUSTED CERT_REJECTED ' +
    'CERT_SIGNATURE_FAILURE CERT_CHAIN_TOO_LONG CERT_REVOKED INVALID_CA INVALID_PURPOSE ' +
    'PATH_LENGTH_EXCEEDED CERT_HAS_EXPIRED CERT_NOT_YET_VALID ERR_TLS_CERT_ALTNAME_INVALID ' +
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY UNABLE_TO_GET_CRL ' +
    'ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD CRL_HAS_EXPIRED UNSPECIFIED ' +
    'UNHANDLED_CRITICAL_EXTENSION INVALID_EXTENSION PERMITTED_VIOLATION EXCLUDED_VIOLATION ' +
    'SUBTREE_MINMAX UNSUPPORTED_CONSTRAINT_TYPE UNSUPPORTED_CONSTRAINT_SYNTAX ' +
    'UNSUPPORTED_NAME_SYNTAX ' +
    'HOSTNAME_MISMATCH EPROTO HPE_INVALID_CONSTANT UND_ERR_PRX_TLS http_407 ' +
    'ERR_PROXY_SETTING ERR_PROXY_FAILED ERR_PROXY_REFUSED',
  'cache fix-request':
    'EACCES EPERM EISDIR ENOTDIR EROFS ENOENT EEXIST ENAMETOOLONG ELOOP ' +
    'EUCLEAN EREMOTEIO ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED',
  'cache none': 'ENOSPC EDQUOT',
  'cache wait-and-retry r': 'EBUSY EMFILE ENFILE ETXTBSY EIO ESTALE',
  'config.client-library': 'ERR_INVALID_URL ERR_INVALID_PROTOCOL',
};

/** No other reason than "not from here": with several addresses tried, the others say more (RFC 8305). */
export const unreachableRows: Rows = { network: 'ENETUNREACH EHOSTUNREACH ENETDOWN EHOSTDOWN' };

/** The program called something wrongly; what stands behind `fetch failed` says more. */
export const programRows: Rows = { 'config.client-library': 'TypeError RangeError ReferenceError' };

/** Names that say who stopped, not why: a timeout or a fault may stand behind them. */
export const abortRows: Rows = { 'user.cancelled': 'AbortError ABORT_ERR' };

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5 and RFC 6585 sections 4 and 6 */
export const statusRows: Rows = {
  'service.throttled': 'http_429 throttled_locally',
  'service.transient': 'http_408 http_500 http_502 http_503 http_504',
  // A network that wants a login first.
  network: 'http_511',
  // This library's word for an answer that no authority gives, whatever its status.
  'network fix-request': 'http_407 invalid_response',
};

/** MSAL words that hide the real fault; it stands in the cause, if anywhere. Found by running msal-node 7.2.1. */
export const bareWords = new Set([
  'endpoints_resolution_error',
  'openid_config_error',
  'network_error',
  'post_request_failed',
  'token_parsing_error',
  'no_network_connectivity',
  'network_unavailable',
  'unexpected_error',
  'platform_broker_error',
  'device_code_unknown_error',
]);

/** Numbers that say no more than invalid_grant or invalid_client: a suberror beside them says more. */
export const umbrellaNumbers = new Set(['AADSTS70000', 'AADSTS70002']);

/** Numbers whose longer ones have nothing in common but the class of the fault. */
export const vagueParents = new Set(
  '70000 70001 70002 70003 90023 50012'.split(' ').map((number) => `AADSTS${number}`),
);
