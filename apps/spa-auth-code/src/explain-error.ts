import { explainAuthError } from '@entra-flows/auth-core/explain-auth-error';

/** What only a browser can meet: what happened, why, what to do next. */
const texts = {
  blocked: `The window did not open.
Why: The browser blocks windows that pages open.
Next: Allow them for this page (the address bar shows how), or choose that this page goes to the sign-in page.`,
  unfinished: `Nobody finished the sign-in in time.
Why: The window was closed or left alone; no page is told of that.
Next: Sign in again, if you wanted to.`,
  underWay: `Another sign-in of this page is still under way.
Why: It was begun and did not end.
Next: Finish it, or reload this page and sign in again.`,
  cancelled: `The sign-in was ended before it was done.
Why: It was cancelled, or another one was begun in its place.
Next: Sign in again, if you wanted to.`,
  orphaned: `The sign-in window no longer belongs to this page.
Why: The page was loaded again while the window was open.
Next: Close the window if it is still there, and sign in again.`,
  lost: `The sign-in page has answered, but this page no longer knows what it had asked.
Why: The storage of this page was cleared or blocked meanwhile, or the answer is an old one.
Next: Sign in again; choose that a window opens beside the page, which keeps the page as it is.`,
  storage: `The browser keeps nothing for this page.
Why: Its storage is blocked, full or not available, as with cookies switched off or in some private windows.
Next: Allow storage (cookies and site data) for this page, then reload it; or choose that a window opens beside the page, and sign in again.`,
  keys: `The browser's keys and the answer do not fit together.
Why: Keys that this page had made are gone or damaged, or its storage was cleared meanwhile.
Next: Reload this page and sign in again.`,
  crypto: `The browser does not offer this page the cryptography that a sign-in takes.
Why: Browsers offer it at https addresses and at localhost only.
Next: Open the page at its https address, with a current browser.`,
  framed: `The sign-in cannot be done here.
Why: This page is shown inside of another page, or in a sign-in window of its own.
Next: Open the page in a tab of its own, and sign in there.`,
  broker: `The sign-in service of this machine did not help.
Why: The browser's extension for work accounts, or the broker behind it, is missing, did not answer, or refused.
Next: Sign in without it: sign in again in this page. If it stays, ask the administrator about that extension.`,
  account: `No account is chosen.
Why: The account was signed out, or the storage of this page was cleared.
Next: Sign in again.`,
  unreadable: `What came back cannot be read.
Why: Something between the browser and the authority, such as a proxy or a login page of the network, changed the answer or left it out.
Next: Log in to the network if it asks, then try again.`,
  program: `The page asks for something that MSAL does not do.
Why: It is a mistake in this page's program or in its configuration.
Next: Tell the people who run this page, with the code below.`,
  offline: `The web API or the authority could not be reached.
Why: The browser got no answer: there is no network, or something blocks the address.
Next: Check the connection, then try again.`,
  late: `The web API or the authority did not answer in time.
Why: Something took the request and gave no answer: the server hangs, or a proxy, VPN or firewall swallows it.
Next: Check VPN and proxy, then try again in a minute.`,
  stopped: `You stopped waiting for the window.
Why: No page is told when such a window is closed.
Next: Close it if it is still there, and sign in again if you want to.`,
};

/** MSAL Browser's codes and the names of the browser's own errors, by text. */
const codes: Record<keyof typeof texts, string> = {
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
  offline: 'no_network_connectivity post_request_failed get_request_failed TypeError', // of `fetch`
  late: 'TimeoutError ERR_DEADLINE', // of its deadline
  stopped: 'AbortError',
};

const textOf = new Map(
  Object.entries(codes).flatMap(([name, list]) =>
    list.split(/\s+/).map((code) => [code, texts[name as keyof typeof texts]] as const),
  ),
);

/** A text for users, never with a token in it. auth-core explains what the authority says. */
export function explainError(error: unknown): string {
  const { errorCode = '', name = '' } = (error ?? {}) as { errorCode?: string; name?: string };
  const code = errorCode || name;
  const text = textOf.get(code);
  if (text) return `${text}\nCode ${code}`;
  if (name === 'Error') return (error as Error).message; // this page's own
  return explainAuthError(error, { language: 'en' });
}
