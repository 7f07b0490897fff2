/** How Entra sends one AADSTS number. */
export interface AadstsEntry {
  /** HTTP status. */
  status: number;
  /** The field `error`: a code of RFC 6749, RFC 8628 or Entra. */
  oauth: string;
  /** The error description, without number and IDs; `{0}`, `{1}` stand for values of the request. */
  text: string;
  /** The field `suberror`; left out when absent. */
  suberror?: string;
  /** True where Entra adds a claims challenge that a client must send back; absent elsewhere. */
  claims?: true;
  /** Headers beside those of every answer; none when absent. */
  headers?: Record<string, string>;
}

export const secondFactor = {
  status: 400,
  oauth: 'interaction_required',
  suberror: 'basic_action',
};
export const invalidClient = { status: 401, oauth: 'invalid_client' };
export const invalidGrant = { status: 400, oauth: 'invalid_grant' };
export const invalidRequest = { status: 400, oauth: 'invalid_request' };
export const unavailable = { status: 503, oauth: 'temporarily_unavailable' };
