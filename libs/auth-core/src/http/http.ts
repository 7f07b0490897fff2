import { parseJsonObject } from '@entra-flows/primitives/json-object';

/** One HTTP request as the decorators of this folder see it. */
export interface HttpRequest {
  /** The HTTP method. */
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute; https only, unless the transport allows more. */
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
  /** The same before it was read as UTF-8: a picture is not text. Missing where the body is only text. */
  bytes?: Uint8Array;
}

/** Sends one request. Decorators take one and give one, so that they stack in any order. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The body as a JSON object; undefined for any other, as a proxy's HTML page or a cut-off answer. */
export function jsonObject({ text }: HttpResponse): Record<string, unknown> | undefined {
  return parseJsonObject(text);
}
