import type { Diagnosis } from '@entra-flows/auth-core';
import type { ScenarioCase } from '@entra-flows/sample-testing';

/** The command-line samples. */
export type SampleName =
  | 'cli-device-code'
  | 'cli-interactive'
  | 'cli-broker'
  | 'cli-username-password'
  | 'cli-accounts';

/** How a sample ends if it does what the scenario's `client` text asks of a good one. */
export interface Ending extends Partial<Pick<Diagnosis, 'code' | 'userAction' | 'tryInstead'>> {
  /** Its exit code. */
  exit: 0 | 1;
  /** How often the user was called for: a code, a link, a password, or a message that a sign-in is needed. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
  fromCache?: boolean;
}

/** One scenario, played to one sample. */
export interface Case extends ScenarioCase {
  sample: SampleName;
  /** At the start: signed out, signed in with a good token, or with one that has to be renewed. */
  start: 'signed-out' | 'held' | 'renew';
  ends: Ending;
  /** Seconds that the user has. */
  timeout?: number;
  /** What the user reads, in the terminal or on the page of the sign-in. */
  says?: RegExp;
}

type Expected = Omit<Case, 'scenario' | 'sample' | 'start'> & Partial<Pick<Case, 'start'>>;

const deviceCode = ['cli-device-code'] as const;
// The sample of the broker finds none on the machines of the tests, and takes the browser.
const interactive = ['cli-interactive', 'cli-broker'] as const;
const password = ['cli-username-password'] as const;
const silent = ['cli-accounts'] as const;
const flows = [...deviceCode, ...interactive, ...password];
const all = [...flows, ...silent];

/** A scenario of sign-in affects a silent sample only while it renews a token. */
const casesOf = (scenario: string, samples: readonly SampleName[], expected: Expected): Case[] =>
  samples.map((sample) => ({
    ...{ scenario, sample, start: sample === 'cli-accounts' ? 'renew' : 'signed-out' },
    ...expected,
  }));

const fails = (code: string, userAction: Diagnosis['userAction'], more: Partial<Ending> = {}) => ({
  ends: { exit: 1 as const, code, userAction, ...more },
});
/** No request goes out after the first refusal. */
const stops = (code: string, userAction: Diagnosis['userAction'], more: Partial<Ending> = {}) =>
  fails(code, userAction, { later: 0, ...more });
const gets = (more: Partial<Ending> = {}): Expected => ({ ends: { exit: 0, ...more } });
const waits = (pause: number): Expected => ({ ...gets(), pause });

/** A new sign-in helps: the flows ask for one, and the silent sample says that the user is needed. */
const signInHelps = (scenario: string, code: string, action: Diagnosis['userAction']) => [
  ...casesOf(scenario, flows, { start: 'renew', ...gets({ asked: 1, fromCache: false }) }),
  ...casesOf(scenario, silent, stops(code, action, { asked: 1 })),
];
/** A sign-in does not help: a sample that renews silently must not send the user to one. */
const signInIsNoHelp = (
  scenario: string,
  samples: readonly SampleName[],
  code: string,
  action: Diagnosis['userAction'],
) =>
  samples.flatMap((sample) => {
    const isSilent = sample === 'cli-accounts';
    return casesOf(scenario, [sample], stops(code, action, isSilent ? { asked: 0 } : {}));
  });

/** No flow with a page can run on the machine of these runs. */
const ELSEWHERE = /sign in on a machine with a browser or a broker/;

/**
 * The scenarios, and how each one ends. Written from what the catalogue says that a good client does, and
 * from what docs/errors.md says of each code.
 */
export const cases: readonly Case[] = [
  ...casesOf('device-code-expired', deviceCode, stops('AADSTS70020', 'sign-in-again')),
  ...casesOf(
    'device-code-declined',
    deviceCode,
    stops('AADSTS700171', 'sign-in-again', { asked: 1 }),
  ),
  ...casesOf('device-code-blocked', deviceCode, {
    ...stops('AADSTS53003', 'contact-admin'),
    says: ELSEWHERE,
  }),
  // RFC 8628, 3.5: five seconds more.
  ...casesOf('slow-down', deviceCode, waits(5)),

  ...signInHelps('mfa-required', 'AADSTS50076', 'complete-mfa'),
  ...signInHelps('refresh-token-revoked', 'AADSTS50173', 'sign-in-again'),
  ...signInHelps('refresh-token-expired', 'AADSTS700082', 'sign-in-again'),
  ...signInHelps('sessions-ended', 'AADSTS50173', 'sign-in-again'),
  ...signInHelps('consent-needed', 'AADSTS65001', 'consent'),

  ...signInIsNoHelp('admin-consent-needed', all, 'AADSTS90094', 'contact-admin'),
  ...signInIsNoHelp('account-locked', all, 'AADSTS50053', 'wait-and-retry'),
  ...signInIsNoHelp('account-disabled', all, 'AADSTS50057', 'contact-admin'),
  ...signInIsNoHelp('not-assigned', all, 'AADSTS50105', 'contact-admin'),
  // A page can offer to enroll the device, or be opened on another one.
  ...casesOf('device-not-compliant', [...deviceCode, ...password], {
    ...stops('AADSTS53000', 'contact-admin'),
    says: ELSEWHERE,
  }),
  ...casesOf('device-not-compliant', ['cli-interactive'], {
    ...stops('AADSTS53000', 'contact-admin'),
    says: /sign in on a machine with a broker/,
  }),
  ...casesOf('device-not-compliant', ['cli-broker'], {
    ...stops('AADSTS53000', 'contact-admin'),
    says: /Enrol it/,
  }),
  ...casesOf('device-not-compliant', silent, stops('AADSTS53000', 'contact-admin', { asked: 1 })),
  // A new password is chosen on a page: flows without a page name one that has it.
  ...casesOf(
    'password-expired',
    [...deviceCode, ...interactive],
    stops('AADSTS50055', 'sign-in-again'),
  ),
  ...casesOf('password-expired', password, {
    ...stops('AADSTS50055', 'sign-in-again'),
    says: ELSEWHERE,
  }),
  ...casesOf('password-expired', silent, stops('AADSTS50055', 'sign-in-again', { asked: 1 })),

  ...signInIsNoHelp('wrong-tenant', all, 'AADSTS90002', 'fix-request'),
  ...signInIsNoHelp('tenant-missing', all, 'AADSTS50059', 'fix-request'),
  ...signInIsNoHelp('shared-authority', deviceCode, 'AADSTS90133', 'fix-request'),
  ...signInIsNoHelp(
    'wrong-client',
    [...deviceCode, ...password, ...silent],
    'AADSTS700016',
    'fix-app-registration',
  ),
  // Only a page of Entra shows these two; the app gets no answer.
  ...casesOf('wrong-client', interactive, {
    ...stops('user_timeout_reached', 'sign-in-again'),
    timeout: 12, // long enough for the page to be read on a busy machine
    says: /AADSTS700016/,
  }),
  ...casesOf('redirect-mismatch', interactive, {
    ...stops('user_timeout_reached', 'sign-in-again'),
    timeout: 12, // long enough for the page to be read on a busy machine
    says: /AADSTS50011/,
  }),
  ...signInIsNoHelp('not-a-public-client', all, 'AADSTS7000218', 'fix-app-registration'),
  ...signInIsNoHelp('wrong-scope', all, 'AADSTS70011', 'fix-request'),
  ...signInIsNoHelp('loop-detected', all, 'AADSTS50196', 'wait-and-retry'),

  ...casesOf('claims-challenge', flows, gets({ asked: 1 })),
  ...casesOf('claims-challenge', silent, gets({ asked: 0 })),
  ...casesOf('throttled', all, waits(10)),
  ...casesOf('tenant-throttled', all, waits(10)),
  ...casesOf('api-throttled', all, waits(10)),
  ...casesOf('outage', flows, fails('temporarily_unavailable', 'wait-and-retry')),
  // What is in the cache is good; it is the API that cannot be called.
  ...casesOf('outage', silent, {
    start: 'held',
    ends: { exit: 1, code: 'api_error', fromCache: true, asked: 0 },
  }),
  ...casesOf('slow-network', all, gets()),
  ...casesOf('hang', flows, stops('ERR_DEADLINE', 'wait-and-retry')),
  ...casesOf('hang', silent, stops('ERR_DEADLINE', 'wait-and-retry', { asked: 0 })),
  // A code, a password and a refresh token are not sent twice: the first time may have counted.
  ...casesOf('connection-dropped', deviceCode, gets({ asked: 1 })),
  ...casesOf(
    'connection-dropped',
    [...interactive, ...password, ...silent],
    fails('ECONNRESET', 'wait-and-retry'),
  ),
  ...casesOf('truncated-json', deviceCode, gets({ asked: 1 })),
  ...casesOf(
    'truncated-json',
    [...interactive, ...password, ...silent],
    fails('temporarily_unavailable', 'wait-and-retry'),
  ),
  ...casesOf('html-instead-of-json', all, {
    ...fails('invalid_response', 'fix-request'),
    says: /log in to the network/,
  }),
  ...casesOf('clock-skew', all, gets()),
];
