import { type HttpResponse } from '@entra-flows/auth-core';
import { plainText } from './plain-text.ts';

/** The web API refused or did not make sense; the token itself is fine. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

/**
 * The JSON answer of a web API.
 *
 * @throws {ApiError} for any other status than 2xx, with the API's own code and message
 */
export function apiAnswer(response: HttpResponse): Record<string, unknown> {
  const body = parsed(response.text);
  if (response.status >= 200 && response.status < 300 && body) return body;
  const { code, message } = (body?.['error'] ?? {}) as { code?: unknown; message?: unknown };
  const said = [code, message].filter((part) => typeof part === 'string').join(': ');
  throw new ApiError(
    `The API answered HTTP ${response.status}${said ? ` (${plainText(said, 300)})` : ''}. ` +
      'The token was obtained; check that its scopes allow this call, or try again later.',
  );
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
