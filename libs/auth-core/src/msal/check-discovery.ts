import { ownTexts } from '../errors/own-texts.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { type LinkSource, unfitPage } from '../http/web-link.ts';
import { isDiscovery } from './request-form.ts';
import { invalidResponse } from './server-error.ts';

/** OpenID Connect Discovery, 3: required of an authority that has a token endpoint. */
const REQUIRED = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;

/**
 * Refuses a discovery document that MSAL would tell as an authority that cannot be reached, as a
 * mistake of the program, or not at all.
 *
 * @param pinned - origins with a certificate authority of their own, whose pages may be on http
 * @throws {ServerError} `invalid_response` with the member that is wrong, and nothing of the answer itself
 */
export function checkDiscovery(
  request: HttpRequest,
  response: HttpResponse,
  document: object,
  pinned: LinkSource['pinned'],
): void {
  // What is not the description of an authority is MSAL's to read.
  if (!isDiscovery(request) || response.status !== 200) return;
  const wrong = wrongInDiscovery(document, { authority: request.url, pinned });
  if (wrong) throw invalidResponse(wrong, response.status);
}

/** What is wrong with a discovery document; undefined for one that can be used, and kept. */
export function wrongInDiscovery(document: object, source: LinkSource): string | undefined {
  // A bundle unpacks its texts with the first: a document that can be used needs none.
  const answers = () => ownTexts().answers;
  const values = document as Partial<Record<string, unknown>>;
  const missing = REQUIRED.find((name) => typeof values[name] !== 'string' || !values[name]);
  if (missing) return answers().noDescription(missing);
  if (!isHttps(values['token_endpoint'] as string))
    return answers().noDescription('token_endpoint');
  const unfit = unfitPage(document, source);
  return unfit && answers().unfitPage(unfit);
}

const isHttps = (address: string) =>
  URL.canParse(address) && new URL(address).protocol === 'https:';
