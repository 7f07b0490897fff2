import { isJsonObject, parseJsonObject } from '@entra-flows/primitives/json-object';
import { entraError } from '../errors/entra-error.ts';

/** What a `claims` parameter asks for, as far as Entra acts on it. */
export interface ClaimsRequest {
  /** Authentication contexts that the token must carry in `acrs`. */
  contexts: string[];
  /** Capabilities of the client, such as `cp1`, for the claim `xms_cc`. */
  capabilities: string[];
  /** Seconds: only a sign-in that is not older will do (continuous access evaluation). */
  notBefore?: number;
}

const maxLength = 10_000;

/**
 * Reads a `claims` parameter (OpenID Connect Core 5.5). What it does not know it passes over.
 *
 * @throws EntraError 9002313 when it is not a JSON object
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function readClaimsRequest(text: string | undefined): ClaimsRequest {
  if (!text) return { contexts: [], capabilities: [] };
  const token = fields(parse(text)['access_token']);
  const notBefore = Number(wanted(token['nbf'])[0]);
  return {
    contexts: wanted(token['acrs']).filter((context) => /^c\d{1,2}$/.test(context)),
    capabilities: wanted(token['xms_cc']),
    ...(notBefore > 0 && { notBefore }),
  };
}

function parse(text: string): Record<string, unknown> {
  const parsed = text.length > maxLength ? undefined : parseJsonObject(text);
  if (!parsed) throw entraError(9002313, "The parameter 'claims' must hold a JSON object.");
  return parsed;
}

const fields = (value: unknown): Record<string, unknown> => (isJsonObject(value) ? value : {});

/** `value` or `values` of one claim, as texts. */
function wanted(claim: unknown): string[] {
  const { value, values } = fields(claim);
  const list = Array.isArray(values) ? values : [value];
  return list
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .slice(0, 20)
    .map((one) => String(one).slice(0, 100));
}
