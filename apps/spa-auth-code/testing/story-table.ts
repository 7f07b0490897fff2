/** Somebody who is about to sign in, or who did and whose token has to be renewed (or is good). */
export type Start = 'newcomer' | 'renew' | 'held';

/** One story met by a page, and what its person reads at the end. */
export interface Meeting {
  story: string;
  start: Start;
  /** Where: the page's own problem or answer, or the sign-in page of the authority. */
  at: 'problem' | 'answer' | 'authority';
  /** The code, then what to do next; or the profile. */
  says: RegExp;
  /** How often the person was sent to the sign-in page, where they had been there before. */
  asked?: 0 | 1;
}

type Told = Omit<Meeting, 'story' | 'start'>;

const met = (story: string, starts: readonly Start[], told: Told): Meeting[] =>
  starts.map((start) => ({ story, start, ...told }));

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

const profile: Told = { at: 'answer', says: /token from \w+.*HTTP 200/s };
const afterSignIn: Told = { ...profile, asked: 1 };
const silently: Told = { ...profile, asked: 0 };
/** @param next of docs/errors.md, or of this page's own texts */
const told = (code: string, next: string, asked?: 0 | 1): Told => ({
  at: 'problem',
  says: new RegExp(`\\nWhy: .*\\nNext: [^\\n]*${next}.*Code:? ${code}\\b`, 's'),
  ...(asked === undefined ? {} : { asked }),
});
const stops = (code: string, next: string) => told(code, next, 0);

/** From what the catalogue says that a good client does, and from what docs/errors.md says of each code. */
export const meetings: readonly Meeting[] = [
  ...met('mfa-required', renew, afterSignIn),
  ...met('refresh-token-revoked', renew, afterSignIn),
  ...met('refresh-token-expired', renew, afterSignIn),
  ...met('sessions-ended', renew, afterSignIn),
  ...met('consent-needed', renew, afterSignIn),
  ...met('admin-consent-needed', both, stops('AADSTS90094', 'grant admin consent')),
  ...met('account-locked', both, stops('AADSTS50053', 'Wait ten minutes and try once')),
  ...met('account-disabled', renew, stops('AADSTS50057', 'Ask the administrator to enable it')),
  ...met('not-assigned', renew, stops('AADSTS50105', 'Ask the administrator')),
  ...met('password-expired', renew, told('AADSTS50055', 'Change it at https:', 1)),
  ...met('device-not-compliant', renew, told('AADSTS53000', 'Enrol it', 1)),
  ...met('wrong-tenant', renew, stops('AADSTS90002', 'Correct the tenant')),
  ...met('tenant-missing', renew, stops('AADSTS50059', 'tenant ID')),
  ...met('wrong-client', renew, stops('AADSTS700016', 'Application .client. ID')),
  ...met('wrong-client', newcomer, { at: 'authority', says: /AADSTS700016/ }),
  ...met('redirect-mismatch', newcomer, { at: 'authority', says: /AADSTS50011/ }),
  ...met('not-a-public-client', both, stops('AADSTS7000218', 'Allow public client flows: Yes')),
  ...met('wrong-scope', renew, stops('AADSTS70011', 'Write full scopes')),
  ...met('loop-detected', renew, stops('AADSTS50196', 'Wait some minutes')),
  ...met('claims-challenge', renew, silently),
  // A page does not keep its person waiting for the token endpoint: it says to come back.
  ...met('throttled', renew, stops('http_429', 'Wait some minutes')),
  ...met('tenant-throttled', renew, stops('AADSTS90055', 'Wait some minutes')),
  ...met('api-throttled', ['held'], silently),
  ...met('outage', renew, stops('temporarily_unavailable', 'Try again in a minute')),
  // What is in the cache is good; it is the API that cannot be called.
  ...met('outage', ['held'], stops('api_error', 'Try again later')),
  ...met('slow-network', renew, silently),
  ...met('hang', renew, stops('ERR_DEADLINE', 'try again in a minute')),
  // A refresh token is not sent twice: the first time may have counted.
  ...met('connection-dropped', renew, stops('post_request_failed', 'Check the connection')),
  ...met('truncated-json', renew, stops('temporarily_unavailable', 'Try again in a minute')),
  ...met('html-instead-of-json', renew, stops('invalid_response', 'log in to the network')),
  ...met('html-instead-of-json', ['held'], stops('api_error', 'log in there first')),
  // The clock does not go back, so this one is the last.
  ...met('clock-skew', renew, silently),
];

/** Who cannot be met, and why. */
export const notMet: Readonly<Record<string, string>> = {
  'device-code-expired': 'a page asks for no device code',
  'device-code-declined': 'a page asks for no device code',
  'device-code-blocked': 'a page asks for no device code',
  'slow-down': 'a page asks for no device code',
  'shared-authority': 'a page asks for no device code',
};
