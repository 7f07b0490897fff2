import { casesOf, type ScenarioCase } from '@entra-flows/sample-testing';

/** State of the user when the scenario begins. */
export type Start =
  /** About to sign in. */
  | 'newcomer'
  /** Signed in, with a token that is good. */
  | 'held'
  /** Signed in, with a token that has to be renewed. */
  | 'renew';

/** Where the browser ends up if the app does what the scenario's `client` text asks of a good one. */
export interface Ending {
  /** Of the last page. */
  status: number;
  /** At the bottom of the page; none on the profile. */
  code?: string;
  /** Set for a page of the authority; default: a page of the app. */
  at?: 'authority';
  /** How often a user who had signed in was sent to the sign-in page. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
}

interface Expected {
  ends: Ending;
  /** What the page says: what happened, or what to do next. */
  says: RegExp;
  pause?: number;
}

/** One scenario from one start. */
export interface Case extends ScenarioCase, Expected {
  start: Start;
}

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

const signedIn: Expected = { ends: { status: 200 }, says: /token from the (cache|authority)/ };
const silently: Expected = { ...signedIn, ends: { status: 200, asked: 0 } };
const afterSignIn: Expected = { ...signedIn, ends: { status: 200, asked: 1 } };
const waits = (pause: number): Expected => ({ ...signedIn, pause });

/** A sign-in does not help: the user is not sent to one, and nothing more is asked. */
const stops = (code: string, says: RegExp): Expected => ({
  ends: { status: 400, code, asked: 0, later: 0 },
  says,
});
/** It may work later, and the answer has Retry-After. */
const later = (code: string, says: RegExp): Expected => ({
  ends: { status: 503, code, asked: 0 },
  says,
});
/** The sign-in page can help, but did not. */
const inVain = (code: string, says: RegExp): Expected => ({
  ends: { status: 400, code, asked: 1 },
  says,
});
/** Only a page of Entra shows it; the app gets no answer. */
const onAuthorityPage = (says: RegExp): Expected => ({
  ends: { status: 400, at: 'authority' },
  says,
});

/** Only a user who was signed in is sent to the sign-in page for it. */
const fromBoth = (scenario: string, code: string, says: RegExp) => [
  ...casesOf(scenario, newcomer, { ends: { status: 400, code, later: 0 }, says }),
  ...casesOf(scenario, renew, inVain(code, says)),
];

/**
 * The scenarios, and how each one ends. Written from what the catalogue says that a good client does, and
 * from what docs/errors.md says of each code.
 */
export const cases: readonly Case[] = [
  ...casesOf('mfa-required', renew, afterSignIn),
  ...casesOf('refresh-token-revoked', renew, afterSignIn),
  ...casesOf('refresh-token-expired', renew, afterSignIn),
  ...casesOf('sessions-ended', renew, afterSignIn),
  ...casesOf('sessions-ended', newcomer, signedIn),
  ...casesOf('consent-needed', renew, afterSignIn),

  ...casesOf('admin-consent-needed', both, stops('AADSTS90094', /grant admin consent/)),
  // Another try now would prolong it.
  ...casesOf('account-locked', both, stops('AADSTS50053', /Wait ten minutes and try once/)),
  ...casesOf('account-disabled', both, stops('AADSTS50057', /Ask the administrator to enable it/)),
  ...casesOf('not-assigned', both, stops('AADSTS50105', /Ask the administrator/)),
  ...fromBoth('password-expired', 'AADSTS50055', /Change it at https:/),
  ...fromBoth('device-not-compliant', 'AADSTS53000', /Enrol it/),

  ...casesOf('wrong-tenant', both, stops('AADSTS90002', /Correct the tenant in the authority/)),
  ...casesOf('tenant-missing', both, stops('AADSTS50059', /End the authority with .*tenant ID/)),
  ...casesOf('wrong-client', renew, stops('AADSTS700016', /Copy the "Application \(client\) ID"/)),
  ...casesOf('wrong-client', newcomer, onAuthorityPage(/AADSTS700016/)),
  ...casesOf('redirect-mismatch', newcomer, onAuthorityPage(/AADSTS50011/)),
  ...casesOf('redirect-mismatch', renew, silently),
  ...casesOf('not-a-public-client', both, stops('AADSTS7000218', /Allow public client flows: Yes/)),
  ...casesOf('wrong-scope', both, stops('AADSTS70011', /Write full scopes/)),
  // Throttling that must not be repeated: no 503, which proxies and robots take for "soon again".
  ...casesOf('loop-detected', both, stops('AADSTS50196', /Wait some minutes/)),

  ...casesOf('claims-challenge', newcomer, signedIn),
  ...casesOf('claims-challenge', renew, silently),
  ...casesOf('throttled', both, waits(10)),
  ...casesOf('tenant-throttled', both, waits(10)),
  ...casesOf('api-throttled', both, waits(10)),
  ...casesOf('outage', both, later('temporarily_unavailable', /Try again/i)),
  // What is in the cache is good; it is the API that cannot be called.
  ...casesOf('outage', ['held'], {
    ends: { status: 502, code: 'api_error', asked: 0 },
    says: /The token was obtained; try again later/,
  }),
  ...casesOf('slow-network', both, signedIn),
  ...casesOf('hang', both, later('ERR_DEADLINE', /no answer in time.*then try again/s)),
  // A code and a refresh token are not sent twice: the first time may have counted.
  ...casesOf('connection-dropped', both, later('ECONNRESET', /Try again/)),
  ...casesOf('truncated-json', both, later('temporarily_unavailable', /Try again/i)),
  ...casesOf('html-instead-of-json', both, {
    ends: { status: 400, code: 'invalid_response', asked: 0 },
    says: /log in to the network/,
  }),
  ...casesOf('clock-skew', newcomer, signedIn),
  ...casesOf('clock-skew', renew, silently),
];
