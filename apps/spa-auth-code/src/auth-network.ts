import {
  AuthError,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
  ServerError,
} from '@azure/msal-browser';
import { unfitPage } from '@entra-flows/auth-core/web-link';

/** ms */
export const DEADLINE = 15_000;

/**
 * What MSAL asks the authority with. Its own client waits for ever for a server that hangs, sends a
 * code a second time, and says of a network's login page only that it could not be read.
 */
export const authNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options),
  sendPostRequestAsync: (url, options) => send('POST', url, options),
};

/** @throws {AuthError} with a code that `explainError` knows */
async function send<T>(
  method: 'GET' | 'POST',
  url: string,
  { headers = {}, body = '' }: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const signal = AbortSignal.timeout(DEADLINE);
  const request = { method, headers, signal, ...(method === 'POST' ? { body } : {}) };
  const answer = await answerTo(new Request(url, request));
  const { status, text } = answer;
  checkPages(url, text);
  return { status, headers: Object.fromEntries(answer.headers), body: read<T>(answer) };
}

/** An answer with its text. */
export type Answer = Pick<Response, 'ok' | 'status' | 'headers'> & { text: string };

/**
 * Sends a request whose parts have been checked, so that what fails is the network: of a mistake in the page's
 * program `fetch` throws a TypeError, too.
 *
 * @throws {AuthError} with a code that `explainError` knows
 */
export async function answerTo(request: Request): Promise<Answer> {
  try {
    const answer = await fetch(request);
    const { ok, status, headers } = answer;
    return { ok, status, headers, text: await answer.text() };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new AuthError(isLate ? 'ERR_DEADLINE' : 'post_request_failed', '');
  }
}

/** The page goes where the authority's description sends it, so an address that runs would run in it. */
function checkPages(authority: string, text: string): void {
  const description = /"(?:authorization|end_session)_endpoint"/.test(text)
    ? parsed(text)
    : undefined;
  const unfit = description && unfitPage(description, { authority });
  if (unfit) throw new ServerError('invalid_response', '', `its ${unfit} no browser may open`);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Text that is not JSON is not quoted: it may come from another server. */
function read<T>({ status, headers, text }: Answer): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    const isHalf = /\bjson\b/.test(headers.get('content-type') ?? '');
    const isPassing = isHalf || status === 429 || status >= 500;
    const code = isPassing ? 'temporarily_unavailable' : 'invalid_response';
    throw new ServerError(code, '', `HTTP ${status} without readable JSON`, '', undefined, status);
  }
}
