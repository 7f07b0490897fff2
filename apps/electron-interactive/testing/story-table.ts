/** What the user does when the story begins. */
export type Start =
  /** Signs in for the first time. */
  | 'newcomer'
  /** Signed in, and calls the API with a token that is good. */
  | 'held'
  /** Signed in, and calls the API with a token that has to be renewed. */
  | 'renew';

/** How the app ends that does what the story's `client` text asks of a good one. */
export interface Ending {
  /** Named by the problem that the window shows; none when it shows none. */
  code?: string;
  /** How often the browser was opened. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
}

/** One story met by one user. */
export interface Meeting {
  story: string;
  start: Start;
  ends: Ending;
  /** What the user reads, in the window or on the page of the sign-in. */
  says?: RegExp;
  /** The story ends with its first failure; seconds until the app may ask again. */
  pause?: number;
}

type Told = Omit<Meeting, 'story' | 'start'>;

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

const met = (story: string, starts: readonly Start[], told: Told = { ends: {} }): Meeting[] =>
  starts.map((start) => ({ story, start, ...told }));
/** No sign-in mends it: the app stops after the first no. */
const stops = (code: string, says?: RegExp): Told => ({
  ends: { code, later: 0 },
  ...(says && { says }),
});
/** The user's sign-in mends it. */
const mended: Told = { ends: { asked: 1 } };
/** The browser is asked once, and its page says no. */
const inVain = (code: string, says: RegExp): Told => ({ ends: { code, asked: 1 }, says });
const fails = (code: string, says?: RegExp): Told => ({ ends: { code }, ...(says && { says }) });
const silently: Told = { ends: { asked: 0 } };
const waits = (pause: number): Told => ({ ends: {}, pause });

/**
 * Who meets which story, and how it ends. Written from what the catalogue says that a good client
 * does, and from what docs/errors.md says that each code asks for.
 */
export const meetings: readonly Meeting[] = [
  ...met('mfa-required', renew, mended),
  ...met('refresh-token-revoked', renew, mended),
  ...met('refresh-token-expired', renew, mended),
  ...met('sessions-ended', both, mended),
  ...met('consent-needed', renew, mended),

  ...met('admin-consent-needed', both, stops('AADSTS90094', /administrator must approve/)),
  ...met('account-locked', both, stops('AADSTS50053', /locked for now/)),
  ...met('account-disabled', both, stops('AADSTS50057')),
  ...met('not-assigned', both, stops('AADSTS50105')),
  // A page may mend these two, so a user who renews silently is sent to one, and it says no.
  ...met('device-not-compliant', newcomer, stops('AADSTS53000', /Enrol it/)),
  ...met('device-not-compliant', renew, inVain('AADSTS53000', /Enrol it/)),
  ...met('password-expired', newcomer, stops('AADSTS50055')),
  ...met('password-expired', renew, inVain('AADSTS50055', /expired/)),

  ...met('wrong-tenant', both, stops('AADSTS90002')),
  ...met('tenant-missing', both, stops('AADSTS50059')),
  // Entra tells these two to the user only; the app hears that they stopped waiting.
  ...met('wrong-client', newcomer, stops('user_canceled', /AADSTS700016/)),
  ...met('redirect-mismatch', newcomer, stops('user_canceled', /AADSTS50011/)),
  ...met('redirect-mismatch', renew, silently),
  ...met('wrong-client', renew, stops('AADSTS700016')),
  ...met('not-a-public-client', both, stops('AADSTS7000218')),
  ...met('wrong-scope', both, stops('AADSTS70011')),
  ...met('loop-detected', both, stops('AADSTS50196')),

  ...met('claims-challenge', renew, silently),
  ...met('throttled', both, waits(10)),
  ...met('tenant-throttled', both, waits(10)),
  ...met('api-throttled', renew, waits(10)),
  ...met('outage', newcomer, fails('temporarily_unavailable')),
  ...met('outage', renew, fails('temporarily_unavailable')),
  // What is in the cache is good; it is the API that cannot be called.
  ...met('outage', ['held'], fails('http_502')),
  ...met('slow-network', both),
  ...met('hang', both, stops('ERR_DEADLINE')),
  // A code and a refresh token are not sent twice: the first time may have counted.
  ...met('connection-dropped', both, fails('ECONNRESET')),
  ...met('truncated-json', both, fails('temporarily_unavailable')),
  ...met('html-instead-of-json', both, fails('invalid_response', /log in to the network/)),
  ...met('clock-skew', both),
];
