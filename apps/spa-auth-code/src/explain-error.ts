import { explainAuthError } from '@entra-flows/auth-core/explain-auth-error';

/** What only a browser can meet: what happened, why, what to do next. */
const texts: Record<string, string> = {
  popup_window_error: `The window did not open.
Why: The browser blocks windows that pages open.
Next: Allow them for this page (the address bar shows how), or choose that this page goes to the sign-in page.`,
  timed_out: `Nobody finished the sign-in in time.
Why: The window was closed or left alone; no page is told of that.
Next: Sign in again, if you wanted to.`,
  interaction_in_progress: `Another sign-in of this page is still under way.
Why: It was begun and did not end.
Next: Finish it, or reload this page and sign in again.`,
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

const sameAs: Record<string, string> = {
  empty_window_error: 'popup_window_error',
  no_network_connectivity: 'offline',
  post_request_failed: 'offline',
  get_request_failed: 'offline',
  TypeError: 'offline', // of `fetch`
  TimeoutError: 'late', // of its deadline
  ERR_DEADLINE: 'late',
  AbortError: 'stopped',
};

/** A text for people, never with a token in it. What the authority says is explained by auth-core. */
export function explainError(error: unknown): string {
  const { errorCode = '', name = '' } = (error ?? {}) as { errorCode?: string; name?: string };
  const code = errorCode || name;
  const text = texts[sameAs[code] ?? code];
  if (text) return `${text}\nCode ${code}`;
  if (name === 'Error') return (error as Error).message; // this page's own
  return explainAuthError(error, { language: 'en' });
}
