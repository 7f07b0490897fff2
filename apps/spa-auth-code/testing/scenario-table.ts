import { casesOf } from '@entra-flows/sample-testing';

/** A user who is about to sign in, or who is signed in with a token that has to be renewed, or is good. */
export type Start = 'newcomer' | 'renew' | 'held';

/** What the user reads at the end. */
interface Expected {
  /** Where: the page's own problem or answer, or the sign-in page of the authority. */
  at: 'problem' | 'answer' | 'authority';
  /** The code, then what to do next; or the profile. */
  says: RegExp;
  /** How often a user who was signed in was sent to the sign-in page. */
  asked?: 0 | 1;
}

/** One scenario from one start. */
export interface Case extends Expected {
  scenario: string;
  start: Start;
}

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

const profile: Expected = { at: 'answer', says: /token from \w+.*HTTP 200/s };
const afterSignIn: Expected = { ...profile, asked: 1 };
const silently: Expected = { ...profile, asked: 0 };
/** @param next of docs/errors.md, or of this page's own texts */
const explains = (code: string, next: string, asked?: 0 | 1): Expected => ({
  at: 'problem',
  says: new RegExp(`\\nWhy: .*\\nNext: [^\\n]*${next}.*Code:? ${code}\\b`, 's'),
  ...(asked === undefined ? {} : { asked }),
});
const stops = (code: string, next: string) => explains(code, next, 0);

/** From what the catalogue says that a good client does, and from what docs/errors.md says of each code. */
export const cases: readonly Case[] = [
  ...casesOf('mfa-required', renew, afterSignIn),
  ...casesOf('refresh-token-revoked', renew, afterSignIn),
  ...casesOf('refresh-token-expired', renew, afterSignIn),
  ...casesOf('sessions-ended', renew, afterSignIn),
  ...casesOf('consent-needed', renew, afterSignIn),
  ...casesOf('admin-consent-needed', both, stops('AADSTS90094', 'grant admin consent')),
  ...casesOf('account-locked', both, stops('AADSTS50053', 'Wait ten minutes and try once')),
  ...casesOf('account-disabled', renew, stops('AADSTS50057', 'Ask the administrator to enable it')),
  ...casesOf('not-assigned', renew, stops('AADSTS50105', 'Ask the administrator')),
  ...casesOf('password-expired', renew, explains('AADSTS50055', 'Change it at https:', 1)),
  ...casesOf('device-not-compliant', renew, explains('AADSTS53000', 'Enrol it', 1)),
  ...casesOf('wrong-tenant', renew, stops('AADSTS90002', 'Correct the tenant')),
  ...casesOf('tenant-missing', renew, stops('AADSTS50059', 'tenant ID')),
  ...casesOf('wrong-client', renew, stops('AADSTS700016', 'Application .client. ID')),
  ...casesOf('wrong-client', newcomer, { at: 'authority', says: /AADSTS700016/ }),
  ...casesOf('redirect-mismatch', newcomer, { at: 'authority', says: /AADSTS50011/ }),
  ...casesOf('not-a-public-client', both, stops('AADSTS7000218', 'Allow public client flows: Yes')),
  ...casesOf('wrong-scope', renew, stops('AADSTS70011', 'Write full scopes')),
  ...casesOf('loop-detected', renew, stops('AADSTS50196', 'Wait some minutes')),
  ...casesOf('claims-challenge', renew, silently),
  // A page does not keep its user waiting for the token endpoint: it says to come back.
  ...casesOf('throttled', renew, stops('http_429', 'Wait some minutes')),
  ...casesOf('tenant-throttled', renew, stops('AADSTS90055', 'Wait some minutes')),
  ...casesOf('api-throttled', ['held'], silently),
  ...casesOf('outage', renew, stops('temporarily_unavailable', 'Try again in a minute')),
  // What is in the cache is good; it is the API that cannot be called.
  ...casesOf('outage', ['held'], stops('api_error', 'Try again later')),
  ...casesOf('slow-network', renew, silently),
  ...casesOf('hang', renew, stops('ERR_DEADLINE', 'try again in a minute')),
  // A refresh token is not sent twice: the first time may have counted.
  ...casesOf('connection-dropped', renew, stops('post_request_failed', 'Check the connection')),
  ...casesOf('truncated-json', renew, stops('temporarily_unavailable', 'Try again in a minute')),
  ...casesOf('html-instead-of-json', renew, stops('invalid_response', 'log in to the network')),
  ...casesOf('html-instead-of-json', ['held'], stops('api_error', 'log in there first')),
  // The clock does not go back, so this one is the last.
  ...casesOf('clock-skew', renew, silently),
];

/** The scenarios that cannot be played to a page, and why. */
export const notPlayed: Readonly<Record<string, string>> = {
  'device-code-expired': 'a page asks for no device code',
  'device-code-declined': 'a page asks for no device code',
  'device-code-blocked': 'a page asks for no device code',
  'slow-down': 'a page asks for no device code',
  'shared-authority': 'a page asks for no device code',
};
