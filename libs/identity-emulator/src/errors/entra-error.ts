import { aadstsTable, type AadstsEntry } from './aadsts-table.ts';

/** An answer that is an error of Entra's. Thrown by endpoints, sent by `errorReply`. */
export class EntraError extends Error {
  readonly code: number | undefined;
  readonly entry: AadstsEntry;

  constructor(code: number | undefined, entry: AadstsEntry, text: string) {
    // An answer, not a fault: its stack is never read, and each pending poll would pay for one.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(text);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'EntraError';
    this.code = code;
    this.entry = entry;
  }
}

/**
 * Makes the error with an AADSTS number.
 *
 * @param values for the placeholders of the table's text; control characters are replaced
 */
export function entraError(code: number, ...values: string[]): EntraError {
  const entry = aadstsTable[code] ?? unlisted(code);
  const text = entry.text.replace(/\{(\d)\}/g, (_, index) =>
    printable(values[Number(index)] ?? ''),
  );
  return new EntraError(code, entry, text.trim());
}

/** Makes the error with an OAuth word, and Entra's usual number where it has one. */
export function oauthError(word: string): EntraError {
  const usual = usualCode(word);
  if (usual) return entraError(usual);
  const status = statusOf[word] ?? 400;
  const text = texts[word] ?? `The request failed: ${printable(word)}.`;
  return new EntraError(undefined, { status, oauth: word, text }, text);
}

/** Entra's usual number of an OAuth word. */
export const usualCode = (word: string): number | undefined => usualCodes[word];

const usualCodes: Record<string, number> = {
  authorization_pending: 70016,
  authorization_declined: 700171,
  bad_verification_code: 70018,
  expired_token: 70020,
  invalid_tenant: 90002,
  invalid_client: 7000218,
  unauthorized_client: 700016,
  unsupported_grant_type: 70003,
  temporarily_unavailable: 90033,
};

const statusOf: Record<string, number> = { server_error: 500, invalid_token: 401 };

const texts: Record<string, string> = {
  // RFC 8628 3.5. Entra's list of expected errors has no number for it.
  slow_down: 'The client polls too fast. Wait 5 seconds longer between polls from now on.',
};

/** Codes that the table does not list take the class of their number range. */
function unlisted(code: number): AadstsEntry {
  const text = 'The emulator has no text of its own for this number.';
  const digits = String(code);
  if (/^(5007[2-9]|5020|530)/.test(digits))
    return { status: 400, oauth: 'interaction_required', suberror: 'basic_action', text };
  if (/^65/.test(digits))
    return { status: 400, oauth: 'invalid_grant', suberror: 'consent_required', text };
  if (/^7000[0-2]./.test(digits)) return { status: 401, oauth: 'invalid_client', text };
  if (/^(9|5001|5000[1-5])/.test(digits)) return { status: 400, oauth: 'invalid_request', text };
  return { status: 400, oauth: 'invalid_grant', text };
}

const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
