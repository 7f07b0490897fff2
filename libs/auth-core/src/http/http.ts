/** One HTTP request as the decorators of this folder see it. */
export interface HttpRequest {
  /** The HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute; https only, unless the transport was told otherwise. */
  url: string;
  /** Headers as they are sent. */
  headers: Record<string, string>;
  /** Text; none for a GET. */
  body?: string;
  /** Ends the request at once, also while it hangs. */
  signal?: AbortSignal;
}

/** The whole answer; bodies of an identity provider and of an API are small. */
export interface HttpResponse {
  /** The HTTP status. */
  status: number;
  /** Lower-case names; a repeated header is joined with a comma. */
  headers: Record<string, string>;
  /** The decoded body. */
  text: string;
}

/** Sends one request. Decorators take one and give one, so that they stack in any order. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * The body as a JSON object, or undefined where it is none: a proxy's HTML page, a cut-off answer,
 * an array. Nobody downstream has to guess what a string or a number would mean.
 */
export function jsonObject(response: HttpResponse): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(response.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
