import { ServerError } from '@azure/msal-node';

/**
 * An answer that no authority gives: from a proxy, a captive network, or a server that is broken.
 *
 * @param why - of the project's own words; nothing of the answer, whose text may hold anything
 */
export function invalidResponse(why: string, status?: number): ServerError {
  return new ServerError('invalid_response', '', why, '', undefined, status);
}

/** Told by its word: `instanceof` fails across copies of MSAL. */
export function isInvalidResponse(error: unknown): boolean {
  return (Object(error) as { errorCode?: unknown }).errorCode === 'invalid_response';
}

/** The next answer will be no better. */
export function isFinal(error: unknown): boolean {
  return (Object(error) as { isFinal?: unknown }).isFinal === true;
}
