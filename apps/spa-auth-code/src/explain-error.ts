import { explainAuthError } from '@entra-flows/auth-core/explain-auth-error';
import { browserErrors } from './browser-errors.ts';
import { language as pageLanguage } from './view/texts.ts';

/** MSAL Browser's codes and the names of the browser's own errors, by text. */
const codes: Record<keyof typeof browserErrors.en, string> = {
  blocked: 'popup_window_error empty_window_error',
  unfinished: 'timed_out iframe_closed_prematurely redirect_bridge_empty_response',
  underWay: 'interaction_in_progress',
  cancelled: 'user_cancelled interaction_in_progress_cancelled',
  orphaned: 'no_token_request_cache_error',
  lost: `answer_lost no_state_in_hash unable_to_parse_state state_interaction_type_mismatch
    unable_to_parse_token_request_cache_error hash_empty_error hash_does_not_contain_known_properties`,
  storage: `storage_not_supported database_not_open database_unavailable in_mem_redirect_unavailable
    SecurityError QuotaExceededError cache_quota_exceeded`,
  keys: `crypto_key_not_found invalid_base64_string invalid_public_jwk ear_jwe_empty ear_jwk_empty
    failed_to_decrypt_ear_response token_binding_key_algorithm_mismatch
    token_binding_key_jwk_thumbprint_mismatch`,
  crypto: 'crypto_nonexistent pkce_not_created unsupported_token_binding_algorithm',
  framed: 'redirect_in_iframe block_iframe_reload block_nested_popups popup_relay_unsupported_flow',
  broker: `native_connection_not_established native_extension_not_installed native_handshake_timeout
    native_prompt_not_supported unable_to_acquire_token_from_native_platform`,
  account: 'no_account_error unable_to_load_token',
  unreadable:
    'empty_response failed_to_build_headers failed_to_parse_headers failed_to_parse_response',
  program: `auth_code_or_nativeAccountId_required auth_code_required auth_request_not_set_error
    empty_navigate_uri invalid_cache_type invalid_pop_token_request non_browser_environment
    silent_logout_unsupported silent_prompt_value_error spa_code_and_nativeAccountId_present
    stubbed_public_client_application_called uninitialized_public_client_application`,
  offline: 'no_network_connectivity post_request_failed get_request_failed',
  late: 'ERR_DEADLINE',
  stopped: 'AbortError',
};

const nameOf = new Map(
  Object.entries(codes).flatMap(([name, list]) =>
    list.split(/\s+/).map((code) => [code, name as keyof typeof codes] as const),
  ),
);

/** A text for users, never with a token in it. auth-core explains what the authority says. */
export function explainError(error: unknown, language = pageLanguage): string {
  const { errorCode = '', name = '' } = (error ?? {}) as { errorCode?: string; name?: string };
  const code = errorCode || name;
  const known = nameOf.get(code);
  if (known)
    return `${browserErrors[language][known]}\n${language === 'ko' ? '코드' : 'Code'} ${code}`;
  if (name === 'Error') return (error as Error).message; // this page's own
  // A page has no other flow.
  return explainAuthError(error, { language, possible: [] });
}
