import type { IncomingMessage } from 'node:http';

/** What a page asked for cannot be done; the message is for users. */
export class RequestError extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** Bytes; the page sends a few names. */
const longest = 64 * 1024;

/** @throws {RequestError} for what is not a small JSON object */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += String(part);
    if (text.length > longest) throw new RequestError('The request is too long.', 413);
  }
  try {
    const body: unknown = JSON.parse(text || '{}');
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new RequestError('The request is not a JSON object.');
}

/** @throws {RequestError} */
export function word(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^[\w/.-]{1,60}$/.test(value)) return value;
  throw new RequestError(`"${name}" is not a name.`);
}

/**
 * @returns false where it is left out
 * @throws {RequestError} for what is neither true nor false
 */
export function flag(body: Record<string, unknown>, name: string): boolean {
  const { [name]: value = false } = body;
  if (typeof value === 'boolean') return value;
  throw new RequestError(`"${name}" is true or false.`);
}

/** @throws {RequestError} */
export function list(body: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = body[name];
  const isList = Array.isArray(value) && value.length <= 20;
  if (
    isList &&
    value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  )
    return value as Record<string, unknown>[];
  throw new RequestError(`"${name}" is not a list.`);
}
