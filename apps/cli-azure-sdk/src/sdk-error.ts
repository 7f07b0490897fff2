import type { FetchFunction } from '@entra-flows/auth-core';
import { apiAnswer } from '@entra-flows/sample-kit';

/** A `GraphError`, a `RestError`, or what `graph-client.ts` wraps. Known by its members: no SDK is loaded for it. */
interface SdkError {
  customError?: unknown;
  statusCode?: unknown;
  code?: unknown;
  message?: unknown;
  /** Of a `GraphError`. */
  headers?: Iterable<[string, string]>;
  /** Of a `RestError`. */
  response?: { headers: Iterable<[string, string]> };
}

/**
 * The failure behind an SDK's error: the kit's ApiError where the API refused, else the error that was thrown
 * below the SDK.
 */
export function sdkError(error: unknown): unknown {
  const { customError, statusCode, code, message, headers, response } = Object(error) as SdkError;
  if (customError !== undefined) return customError;
  if (typeof statusCode !== 'number' || statusCode < 300) return error;
  try {
    return apiAnswer({
      status: statusCode,
      headers: Object.fromEntries(headers ?? response?.headers ?? []),
      text: JSON.stringify({ error: { code, message } }),
    });
  } catch (refused) {
    return refused;
  }
}

/**
 * Refuses a successful answer that is not a JSON object: SDKs take the page of a proxy for an empty list.
 *
 * @throws {ApiError} as `apiAnswer` does
 */
export function jsonOnly(fetch: FetchFunction): FetchFunction {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { ok, status } = response;
    if (ok && status !== 204)
      apiAnswer({ status, headers: {}, text: await response.clone().text() });
    return response;
  };
}
