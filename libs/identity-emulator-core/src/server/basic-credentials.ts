import { entraError } from '../errors/entra-error.ts';

/**
 * The client's name and secret in an `Authorization: Basic` header, each form-encoded (RFC 6749
 * 2.3.1). Undefined when there is no such header.
 *
 * @throws EntraError 9002313 when it cannot be read
 */
export function basicCredentials(header = ''): { clientId: string; secret: string } | undefined {
  const [, packed] = /^Basic +(\S*)$/i.exec(header) ?? [];
  if (packed === undefined) return undefined;
  const [clientId = '', ...rest] = Buffer.from(packed, 'base64').toString().split(':');
  try {
    return { clientId: decode(clientId), secret: decode(rest.join(':')) };
  } catch {
    throw entraError(9002313, 'The Authorization header is not valid.');
  }
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
