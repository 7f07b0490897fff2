import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { clientAuthError } from '../msal/msal-errors.ts';
import { serverError } from '../msal/server-error.ts';

/** What the authority sent to the app by way of the browser. */
export interface AuthorizationAnswer {
  parameters: URLSearchParams;
  /** It came in the address and not in a form: in the browser's history too, then. */
  byQuery: boolean;
}

export interface Refused {
  /** HTTP status */
  refused: number;
  why: string;
}

/** Bytes; an honest answer has about 2 KiB. */
const BODY_LIMIT = 64 * 1024;

/**
 * Reads a request to the loopback address. Any program on this machine, and any web page, can send one,
 * so only `state` makes it the answer: without it nothing is taken, an error least of all.
 *
 * @param expected.port - of the loopback address; a name that merely resolves to it (DNS rebinding) is refused
 */
export async function readCallback(
  request: IncomingMessage,
  expected: { state: string; port: number },
): Promise<AuthorizationAnswer | Refused> {
  if (!isAddressedTo(request, expected.port))
    return { refused: 421, why: 'Only the address that the app gave is served here.' };
  const [path, query = ''] = (request.url ?? '').split(/\?(.*)/s);
  if (path !== '/') return { refused: 404, why: 'There is nothing here.' };
  if (request.method === 'GET')
    return matchAnswerToState(new URLSearchParams(query), true, expected.state);
  if (request.method !== 'POST') return { refused: 405, why: 'Only GET and POST are taken.' };
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    return { refused: 415, why: 'Only a form is taken.' };
  const body = await readBody(request);
  if (typeof body !== 'string') return body;
  return matchAnswerToState(new URLSearchParams(body), false, expected.state);
}

/** Whether the browser wrote a name of the loopback address, and this port. */
export function isAddressedTo({ headers }: IncomingMessage, port: number): boolean {
  const names = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`);
  return names.includes(headers.host?.toLowerCase() ?? '');
}

/** An answer has one state, ours, and a code or an error. */
export function matchAnswerToState(
  parameters: URLSearchParams,
  byQuery: boolean,
  state: string,
): AuthorizationAnswer | Refused {
  const [given = '', second] = parameters.getAll('state');
  if (second !== undefined || !isSame(given, state))
    return { refused: 400, why: 'This is not the answer to the sign-in that waits here.' };
  if (!parameters.get('code') && !parameters.get('error'))
    return { refused: 400, why: 'This is neither a code nor an error.' };
  return { parameters, byQuery };
}

async function readBody(request: IncomingMessage): Promise<string | Refused> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > BODY_LIMIT) return { refused: 413, why: 'That is too long.' };
      chunks.push(chunk);
    }
  } catch {
    return { refused: 400, why: 'The form was cut off.' };
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** How the authority is asked to send its answer. */
export type ResponseMode = 'form_post' | 'query';

/** Where the browser comes back to, and what it brings. */
export interface AnswerReceiver {
  /** As it is registered. */
  redirectUri: string;
  responseMode: ResponseMode;
  /** Makes a link of a few letters that leads to this address for as long as the wait lasts; missing where nothing is served. */
  shorten?(url: string): string;
  /** The answer of the authority; strangers' requests never end this wait. */
  answer: Promise<AuthorizationAnswer>;
  /**
   * Shows a page in the browser that brought the answer, where one can be shown, and closes all that
   * is open. It never rejects: what has become of the sign-in matters more than the page about it.
   */
  finish(makePage: () => OutcomePage): Promise<void>;
}

export interface OutcomePage {
  html: string;
  contentPolicy: string;
}

/**
 * The code of an answer.
 *
 * A code in the address stays in the browser's history, so it is refused, as MSAL refuses it, where
 * the authority was asked for a form.
 *
 * @throws {ServerError | InteractionRequiredAuthError} what the authority said, for instance
 *   `access_denied` for a user who cancels
 * @throws {ClientAuthError} `loopback_server_query_response_not_supported`
 */
export function codeFromAnswer(
  { parameters, byQuery }: AuthorizationAnswer,
  asked: ResponseMode,
): string {
  const code = parameters.get('code');
  if (parameters.get('error') || !code) throw answeredError(parameters);
  if (!byQuery || asked === 'query') return code;
  throw clientAuthError(
    'loopback_server_query_response_not_supported',
    'the authority sent the code in the address although a form was asked for; it was not used',
  );
}

/** The same classes, and the same AADSTS text, as for an error of the token endpoint. */
function answeredError(parameters: URLSearchParams): Error {
  const { error_subcode: subcode, ...body } = Object.fromEntries(parameters);
  const text = JSON.stringify({ suberror: subcode, ...body });
  return serverError({ status: 400, headers: {}, text });
}
