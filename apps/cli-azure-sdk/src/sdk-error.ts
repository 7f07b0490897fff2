import { apiAnswer } from '@entra-flows/sample-kit';

/** A `RestError`, or what `graph-client.ts` throws. Known by its members, so that no SDK is loaded for it. */
interface SdkError {
  customError?: unknown;
  statusCode?: unknown;
  code?: unknown;
  message?: unknown;
  response?: { headers: Iterable<[string, string]> };
}

/**
 * The failure behind an SDK's error: the kit's ApiError where the API refused, else the error that was thrown
 * below the SDK.
 */
export function sdkError(error: unknown): unknown {
  const { customError, statusCode, code, message, response } = Object(error) as SdkError;
  if (customError !== undefined) return customError;
  if (typeof statusCode !== 'number' || statusCode < 300) return error;
  try {
    return apiAnswer({
      status: statusCode,
      headers: Object.fromEntries(response?.headers ?? []),
      text: JSON.stringify({ error: { code, message } }),
    });
  } catch (refused) {
    return refused;
  }
}

/**
 * Refuses what an SDK would not: it takes the page of a proxy for an empty list, and keeps no header of some
 * refusals.
 *
 * @throws {ApiError} for any answer but a JSON object with a status of success
 */
export async function checkAnswer(response: Response): Promise<void> {
  const { status, headers } = response;
  if (status === 204) return;
  apiAnswer({ status, headers: Object.fromEntries(headers), text: await response.clone().text() });
}
