import { casesOf, type ScenarioCase } from '@entra-flows/sample-testing';

/** What the user does when the scenario begins. */
export type Start =
  /** Signs in for the first time. */
  | 'newcomer'
  /** Signed in, and calls the API with a token that is good. */
  | 'held'
  /** Signed in, and calls the API with a token that has to be renewed. */
  | 'renew';

/** How the app ends if it does what the scenario's `client` text asks of a good one. */
export interface Ending {
  /** Named by the problem that the window shows; none when it shows none. */
  code?: string;
  /** How often the browser was opened. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
}

interface Expected {
  ends: Ending;
  /** What the user reads, in the window or on the page of the sign-in. */
  says?: RegExp;
  pause?: number;
}

/** One scenario from one start. */
export interface Case extends ScenarioCase, Expected {
  start: Start;
}

const newcomer = ['newcomer'] as const;
const renew = ['renew'] as const;
const both = [...newcomer, ...renew];

/** A sign-in does not help: the app stops after the first refusal. */
const stops = (code: string, says?: RegExp): Expected => ({
  ends: { code, later: 0 },
  ...(says && { says }),
});
/** It works after a sign-in of the user. */
const afterSignIn: Expected = { ends: { asked: 1 } };
/** The browser is asked once, and its page says no. */
const inVain = (code: string, says: RegExp): Expected => ({ ends: { code, asked: 1 }, says });
const fails = (code: string, says?: RegExp): Expected => ({
  ends: { code },
  ...(says && { says }),
});
const silently: Expected = { ends: { asked: 0 } };
const waits = (pause: number): Expected => ({ ends: {}, pause });
const works: Expected = { ends: {} };

/**
 * The scenarios, and how each one ends. Written from what the catalogue says that a good client does, and
 * from what docs/errors.md says of each code.
 */
export const cases: readonly Case[] = [
  ...casesOf('mfa-required', renew, afterSignIn),
  ...casesOf('refresh-token-revoked', renew, afterSignIn),
  ...casesOf('refresh-token-expired', renew, afterSignIn),
  ...casesOf('sessions-ended', both, afterSignIn),
  ...casesOf('consent-needed', renew, afterSignIn),

  ...casesOf('admin-consent-needed', both, stops('AADSTS90094', /administrator must approve/)),
  ...casesOf('account-locked', both, stops('AADSTS50053', /locked for now/)),
  ...casesOf('account-disabled', both, stops('AADSTS50057')),
  ...casesOf('not-assigned', both, stops('AADSTS50105')),
  // A page may help with these two, so a user whose token is renewed is sent to one, and it refuses.
  ...casesOf('device-not-compliant', newcomer, stops('AADSTS53000', /Enrol it/)),
  ...casesOf('device-not-compliant', renew, inVain('AADSTS53000', /Enrol it/)),
  ...casesOf('password-expired', newcomer, stops('AADSTS50055')),
  ...casesOf('password-expired', renew, inVain('AADSTS50055', /expired/)),

  ...casesOf('wrong-tenant', both, stops('AADSTS90002')),
  ...casesOf('tenant-missing', both, stops('AADSTS50059')),
  // Only a page of Entra shows these two; the app learns that the user stopped waiting.
  ...casesOf('wrong-client', newcomer, stops('user_canceled', /AADSTS700016/)),
  ...casesOf('redirect-mismatch', newcomer, stops('user_canceled', /AADSTS50011/)),
  ...casesOf('redirect-mismatch', renew, silently),
  ...casesOf('wrong-client', renew, stops('AADSTS700016')),
  ...casesOf('not-a-public-client', both, stops('AADSTS7000218')),
  ...casesOf('wrong-scope', both, stops('AADSTS70011')),
  ...casesOf('loop-detected', both, stops('AADSTS50196')),

  ...casesOf('claims-challenge', renew, silently),
  ...casesOf('throttled', both, waits(10)),
  ...casesOf('tenant-throttled', both, waits(10)),
  ...casesOf('api-throttled', renew, waits(10)),
  ...casesOf('outage', newcomer, fails('temporarily_unavailable')),
  ...casesOf('outage', renew, fails('temporarily_unavailable')),
  // What is in the cache is good; it is the API that cannot be called.
  ...casesOf('outage', ['held'], fails('http_502')),
  ...casesOf('slow-network', both, works),
  ...casesOf('hang', both, stops('ERR_DEADLINE')),
  // A code and a refresh token are not sent twice: the first time may have counted.
  ...casesOf('connection-dropped', both, fails('ECONNRESET')),
  ...casesOf('truncated-json', both, fails('temporarily_unavailable')),
  ...casesOf('html-instead-of-json', both, fails('invalid_response', /log in to the network/)),
  ...casesOf('clock-skew', both, works),
];
