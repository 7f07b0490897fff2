import type { Diagnosis } from '@entra-flows/auth-core';

/** The samples of the command line. */
export type SampleName =
  'cli-device-code' | 'cli-interactive' | 'cli-broker' | 'cli-username-password' | 'cli-accounts';

/** How a sample ends that does what the story's `client` text asks of a good one. */
export interface Ending extends Partial<Pick<Diagnosis, 'code' | 'userAction' | 'tryInstead'>> {
  /** Its exit code. */
  exit: 0 | 1;
  /** How often the person was called for: a code, a link, a password, or word that one is needed. */
  asked?: 0 | 1;
  /** Requests after the first one that failed. */
  later?: 0;
  fromCache?: boolean;
}

/** One story met by one sample. */
export interface Meeting {
  story: string;
  sample: SampleName;
  /** Who is signed in: nobody, somebody with a good token, or with one that has to be renewed. */
  start: 'nobody' | 'held' | 'renew';
  ends: Ending;
  /** Seconds that the person has. */
  timeout?: number;
  /** The story ends with its first failure; seconds until the sample may ask again. */
  pause?: number;
  /** What the person reads, in the terminal or on the page of the sign-in. */
  says?: RegExp;
}

type Told = Omit<Meeting, 'story' | 'sample' | 'start'> & Partial<Pick<Meeting, 'start'>>;

const deviceCode = ['cli-device-code'] as const;
// The sample of the broker finds none on the machines of the tests, and takes the browser.
const interactive = ['cli-interactive', 'cli-broker'] as const;
const password = ['cli-username-password'] as const;
const silent = ['cli-accounts'] as const;
const flows = [...deviceCode, ...interactive, ...password];
const all = [...flows, ...silent];

/** A silent sample can meet a story of sign-in only while it renews a token. */
const met = (story: string, samples: readonly SampleName[], told: Told): Meeting[] =>
  samples.map((sample) => ({
    ...{ story, sample, start: sample === 'cli-accounts' ? 'renew' : 'nobody' },
    ...told,
  }));

const fails = (code: string, userAction: Diagnosis['userAction'], more: Partial<Ending> = {}) => ({
  ends: { exit: 1 as const, code, userAction, ...more },
});
/** Nothing is asked of anybody after the first no. */
const stops = (code: string, userAction: Diagnosis['userAction'], more: Partial<Ending> = {}) =>
  fails(code, userAction, { later: 0, ...more });
const gets = (more: Partial<Ending> = {}): Told => ({ ends: { exit: 0, ...more } });
const waits = (pause: number): Told => ({ ...gets(), pause });

/** A new sign-in mends it: the flows ask for one, and who cannot ask says that one is needed. */
const mendedByPerson = (story: string, code: string, action: Diagnosis['userAction']) => [
  ...met(story, flows, { start: 'renew', ...gets({ asked: 1, fromCache: false }) }),
  ...met(story, silent, stops(code, action, { asked: 1 })),
];
/** No sign-in mends it: whoever renews silently must not send the person to one. */
const mendedElsewhere = (
  story: string,
  samples: readonly SampleName[],
  code: string,
  action: Diagnosis['userAction'],
) =>
  samples.flatMap((sample) => {
    const isSilent = sample === 'cli-accounts';
    return met(story, [sample], stops(code, action, isSilent ? { asked: 0 } : {}));
  });

/**
 * Who meets which story, and how it ends. Written from what the catalogue says that a good client
 * does, and from what docs/errors.md says that each code asks for.
 */
export const meetings: readonly Meeting[] = [
  ...met('device-code-expired', deviceCode, stops('AADSTS70020', 'sign-in-again')),
  ...met('device-code-declined', deviceCode, stops('AADSTS700171', 'sign-in-again', { asked: 1 })),
  ...met(
    'device-code-blocked',
    deviceCode,
    stops('AADSTS53003', 'contact-admin', { tryInstead: 'interactive' }),
  ),
  // RFC 8628, 3.5: five seconds more.
  ...met('slow-down', deviceCode, waits(5)),

  ...mendedByPerson('mfa-required', 'AADSTS50076', 'complete-mfa'),
  ...mendedByPerson('refresh-token-revoked', 'AADSTS50173', 'sign-in-again'),
  ...mendedByPerson('refresh-token-expired', 'AADSTS700082', 'sign-in-again'),
  ...mendedByPerson('sessions-ended', 'AADSTS50173', 'sign-in-again'),
  ...mendedByPerson('consent-needed', 'AADSTS65001', 'consent'),

  ...mendedElsewhere('admin-consent-needed', all, 'AADSTS90094', 'contact-admin'),
  ...mendedElsewhere('account-locked', all, 'AADSTS50053', 'wait-and-retry'),
  ...mendedElsewhere('account-disabled', all, 'AADSTS50057', 'contact-admin'),
  ...mendedElsewhere('not-assigned', all, 'AADSTS50105', 'contact-admin'),
  // A page can offer to enroll the device, or be opened on another one.
  ...met('device-not-compliant', [...deviceCode, ...password], {
    ...stops('AADSTS53000', 'contact-admin', { tryInstead: 'interactive' }),
    says: /Enrol it/,
  }),
  ...met('device-not-compliant', ['cli-interactive'], {
    ...stops('AADSTS53000', 'contact-admin', { tryInstead: 'broker' }),
    says: /Enrol it/,
  }),
  ...met('device-not-compliant', ['cli-broker'], {
    ...stops('AADSTS53000', 'contact-admin'),
    says: /Enrol it/,
  }),
  ...met('device-not-compliant', silent, stops('AADSTS53000', 'contact-admin', { asked: 1 })),
  // A new password is chosen on a page, so only who has none is told of one.
  ...met(
    'password-expired',
    [...deviceCode, ...interactive],
    stops('AADSTS50055', 'sign-in-again'),
  ),
  ...met(
    'password-expired',
    password,
    stops('AADSTS50055', 'sign-in-again', { tryInstead: 'interactive' }),
  ),
  ...met('password-expired', silent, stops('AADSTS50055', 'sign-in-again', { asked: 1 })),

  ...mendedElsewhere('wrong-tenant', all, 'AADSTS90002', 'fix-request'),
  ...mendedElsewhere('tenant-missing', all, 'AADSTS50059', 'fix-request'),
  ...mendedElsewhere('shared-authority', deviceCode, 'AADSTS90133', 'fix-request'),
  ...mendedElsewhere(
    'wrong-client',
    [...deviceCode, ...password, ...silent],
    'AADSTS700016',
    'fix-app-registration',
  ),
  // Entra tells these two to the person only; the app hears nothing.
  ...met('wrong-client', interactive, {
    ...stops('user_timeout_reached', 'sign-in-again'),
    timeout: 12, // long enough for the page to be read on a busy machine
    says: /AADSTS700016/,
  }),
  ...met('redirect-mismatch', interactive, {
    ...stops('user_timeout_reached', 'sign-in-again'),
    timeout: 12, // long enough for the page to be read on a busy machine
    says: /AADSTS50011/,
  }),
  ...mendedElsewhere('not-a-public-client', all, 'AADSTS7000218', 'fix-app-registration'),
  ...mendedElsewhere('wrong-scope', all, 'AADSTS70011', 'fix-request'),
  ...mendedElsewhere('loop-detected', all, 'AADSTS50196', 'wait-and-retry'),

  ...met('claims-challenge', flows, gets({ asked: 1 })),
  ...met('claims-challenge', silent, gets({ asked: 0 })),
  ...met('throttled', all, waits(10)),
  ...met('tenant-throttled', all, waits(10)),
  ...met('api-throttled', all, waits(10)),
  ...met('outage', flows, fails('temporarily_unavailable', 'wait-and-retry')),
  // What is in the cache is good; it is the API that cannot be called.
  ...met('outage', silent, {
    start: 'held',
    ends: { exit: 1, code: 'api_error', fromCache: true, asked: 0 },
  }),
  ...met('slow-network', all, gets()),
  ...met('hang', flows, stops('ERR_DEADLINE', 'wait-and-retry')),
  ...met('hang', silent, stops('ERR_DEADLINE', 'wait-and-retry', { asked: 0 })),
  // A code, a password and a refresh token are not sent twice: the first time may have counted.
  ...met('connection-dropped', deviceCode, gets({ asked: 1 })),
  ...met(
    'connection-dropped',
    [...interactive, ...password, ...silent],
    fails('ECONNRESET', 'wait-and-retry'),
  ),
  ...met('truncated-json', deviceCode, gets({ asked: 1 })),
  ...met(
    'truncated-json',
    [...interactive, ...password, ...silent],
    fails('temporarily_unavailable', 'wait-and-retry'),
  ),
  ...met('html-instead-of-json', all, {
    ...fails('invalid_response', 'fix-request'),
    says: /log in to the network/,
  }),
  ...met('clock-skew', all, gets()),
];
