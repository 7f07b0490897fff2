/** Where somebody stands when the story begins. */
export type Start =
  /** Nobody yet: they are about to sign in. */
  | 'newcomer'
  /** They signed in, and their token is good. */
  | 'held'
  /** They signed in, and their token has to be renewed. */
  | 'renew';

/** How the browser ends up where the app does what the story's `client` text asks of a good one. */
export interface Ending {
  /** Of the last page. */
  status: number;
  /** At the bottom of the page; none on the profile. */
  code?: string;
  /** Whose page it is; the app's when missing. */
  at?: 'authority';
  /** How often somebody who had signed in was sent to the sign-in page. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
}

/** One story met by one person. */
export interface Meeting {
  story: string;
  start: Start;
  ends: Ending;
  /** What the page says: what happened, or what to do next. */
  says: RegExp;
  /** The story ends with its first failure; seconds until the app may ask again. */
  pause?: number;
}

type Told = Omit<Meeting, 'story' | 'start'>;

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

const met = (story: string, starts: readonly Start[], told: Told): Meeting[] =>
  starts.map((start) => ({ story, start, ...told }));

const signedIn: Told = { ends: { status: 200 }, says: /token from (cache|authority)/ };
const silently: Told = { ...signedIn, ends: { status: 200, asked: 0 } };
const afterSignIn: Told = { ...signedIn, ends: { status: 200, asked: 1 } };
const waits = (pause: number): Told => ({ ...signedIn, pause });

/** No sign-in mends it: nobody is sent to one, and nothing more is asked. */
const stops = (code: string, says: RegExp): Told => ({
  ends: { status: 400, code, asked: 0, later: 0 },
  says,
});
/** Later it may be otherwise; browsers and proxies are told so. */
const later = (code: string, says: RegExp): Told => ({
  ends: { status: 503, code, asked: 0 },
  says,
});
/** The sign-in page can mend it, and has not. */
const inVain = (code: string, says: RegExp): Told => ({
  ends: { status: 400, code, asked: 1 },
  says,
});
/** Entra tells it to the person only; the app hears nothing. */
const onTheirPage = (says: RegExp): Told => ({ ends: { status: 400, at: 'authority' }, says });

/** Somebody who is signing in was asked already. */
const whoeverAsks = (story: string, code: string, says: RegExp) => [
  ...met(story, newcomer, { ends: { status: 400, code, later: 0 }, says }),
  ...met(story, renew, inVain(code, says)),
];

/**
 * Who meets which story, and how it ends. Written from what the catalogue says that a good client
 * does, and from what docs/errors.md says that each code asks for.
 */
export const meetings: readonly Meeting[] = [
  ...met('mfa-required', renew, afterSignIn),
  ...met('refresh-token-revoked', renew, afterSignIn),
  ...met('refresh-token-expired', renew, afterSignIn),
  ...met('sessions-ended', renew, afterSignIn),
  ...met('sessions-ended', newcomer, signedIn),
  ...met('consent-needed', renew, afterSignIn),

  ...met('admin-consent-needed', both, stops('AADSTS90094', /grant admin consent/)),
  // Another try now would prolong it.
  ...met('account-locked', both, stops('AADSTS50053', /Wait ten minutes and try once/)),
  ...met('account-disabled', both, stops('AADSTS50057', /Ask the administrator to enable it/)),
  ...met('not-assigned', both, stops('AADSTS50105', /Ask the administrator/)),
  ...whoeverAsks('password-expired', 'AADSTS50055', /Change it at https:/),
  ...whoeverAsks('device-not-compliant', 'AADSTS53000', /Enrol it/),

  ...met('wrong-tenant', both, stops('AADSTS90002', /Correct the tenant in the authority/)),
  ...met('tenant-missing', both, stops('AADSTS50059', /End the authority with .*tenant ID/)),
  ...met('wrong-client', renew, stops('AADSTS700016', /Copy the "Application \(client\) ID"/)),
  ...met('wrong-client', newcomer, onTheirPage(/AADSTS700016/)),
  ...met('redirect-mismatch', newcomer, onTheirPage(/AADSTS50011/)),
  ...met('redirect-mismatch', renew, silently),
  ...met('not-a-public-client', both, stops('AADSTS7000218', /Allow public client flows: Yes/)),
  ...met('wrong-scope', both, stops('AADSTS70011', /Write full scopes/)),
  // Throttling that must not be repeated: no 503, which proxies and robots take for "soon again".
  ...met('loop-detected', both, stops('AADSTS50196', /Wait some minutes/)),

  ...met('claims-challenge', newcomer, signedIn),
  ...met('claims-challenge', renew, silently),
  ...met('throttled', both, waits(10)),
  ...met('tenant-throttled', both, waits(10)),
  ...met('api-throttled', both, waits(10)),
  ...met('outage', both, later('temporarily_unavailable', /Try again/i)),
  // What is in the cache is good; it is the API that cannot be called.
  ...met('outage', ['held'], {
    ends: { status: 502, code: 'api_error', asked: 0 },
    says: /The token was obtained; try again later/,
  }),
  ...met('slow-network', both, signedIn),
  ...met('hang', both, later('ERR_DEADLINE', /no answer in time.*then try again/s)),
  // A code and a refresh token are not sent twice: the first time may have counted.
  ...met('connection-dropped', both, later('ECONNRESET', /Try again/)),
  ...met('truncated-json', both, later('temporarily_unavailable', /Try again/i)),
  ...met('html-instead-of-json', both, {
    ends: { status: 400, code: 'invalid_response', asked: 0 },
    says: /log in to the network/,
  }),
  ...met('clock-skew', newcomer, signedIn),
  ...met('clock-skew', renew, silently),
];
