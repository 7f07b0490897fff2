import type { Fault, FaultAnswer, FaultPlace } from '../faults/fault.ts';

/** One thing that a scenario does to the emulator. */
export type ScenarioStep =
  | {
      /** A fault at an endpoint. */
      inject: Fault;
    }
  | {
      /** Seconds by which the clock moves ahead; withdrawing the scenario takes them back. */
      advanceClock: number;
    }
  /** Ends every sign-in: refresh tokens and browser sessions. Withdrawing does not restore them. */
  | { endSessions: true };

/** A scenario in words, one line each. */
export interface ScenarioText {
  /** Its name in words. */
  title: string;
  /** What the client sees. */
  happens: string;
  /** What a good client does. */
  client: string;
}

const at = (places: readonly FaultPlace[], answer: FaultAnswer, more: Partial<Fault> = {}) =>
  places.map((place): ScenarioStep => ({ inject: { at: place, ...more, answer } }));

const polling = (answer: FaultAnswer, more: Partial<Fault> = {}) =>
  at(['token'], answer, { grant: 'device_code', ...more });
const refreshing = (aadsts: string) => at(['token'], { aadsts }, { grant: 'refresh_token' });

/** Where a sign-in begins, is waited for and is renewed. */
const signIn: FaultPlace[] = ['devicecode', 'token'];
const everywhere: FaultPlace[] = [
  'discovery',
  'authorize',
  'devicecode',
  'token',
  'graph',
  'arm',
  'userinfo',
  'api',
];

const badGateway = '<html><body><h1>Bad gateway</h1></body></html>';
const loginPage = '<html><body><h1>Welcome to this network. Log in to continue.</h1></body></html>';
const html = 'text/html; charset=utf-8';
const tooMany = { status: 429, headers: { 'retry-after': '10' }, body: 'Too many requests.' };

/** "Issued after": every token that is in use now is too old (continuous access evaluation). */
const claims = Buffer.from(
  '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}',
).toString('base64');
const challenge = {
  status: 401,
  headers: {
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"`,
  },
  type: 'application/json',
  body: '{"error":{"code":"InvalidAuthenticationToken","message":"Continuous access evaluation resulted in challenge."}}',
};

/** Azure Resource Manager has its own error body. */
const armChallenge = {
  ...challenge,
  headers: {
    'www-authenticate': `Bearer authorization_uri="https://login.windows.net/", error="invalid_token", error_description="User session has been revoked", claims="${claims}"`,
  },
  body: '{"error":{"code":"InvalidAuthenticationToken","message":"User session has been revoked"}}',
};

/** What each scenario of the catalogue does. */
export const scenarioSteps = {
  'device-code-expired': polling({ aadsts: 'AADSTS70020' }),
  'device-code-declined': polling({ aadsts: 'AADSTS700171' }),
  'device-code-blocked': polling({ aadsts: 'AADSTS53003' }),
  'slow-down': polling({ oauth: 'slow_down' }, { times: 3 }),
  'mfa-required': refreshing('AADSTS50076'),
  'refresh-token-revoked': refreshing('AADSTS50173'),
  'refresh-token-expired': refreshing('AADSTS700082'),
  'sessions-ended': [{ endSessions: true }],
  'consent-needed': refreshing('AADSTS65001'),
  'admin-consent-needed': at(['token'], { aadsts: 'AADSTS90094' }),
  'password-expired': at(['token'], { aadsts: 'AADSTS50055' }),
  'account-locked': at(['token'], { aadsts: 'AADSTS50053' }),
  'account-disabled': at(['token'], { aadsts: 'AADSTS50057' }),
  'not-assigned': at(['token'], { aadsts: 'AADSTS50105' }),
  'device-not-compliant': at(['token'], { aadsts: 'AADSTS53000' }),
  'wrong-tenant': at(['discovery', 'authorize', ...signIn], { aadsts: 'AADSTS90002' }),
  'tenant-missing': at(signIn, { aadsts: 'AADSTS50059' }),
  'shared-authority': at(['devicecode'], { aadsts: 'AADSTS90133' }),
  'wrong-client': at(['authorize', ...signIn], { aadsts: 'AADSTS700016' }),
  'not-a-public-client': at(['token'], { aadsts: 'AADSTS7000218' }),
  'redirect-mismatch': at(['authorize'], { aadsts: 'AADSTS50011' }),
  'wrong-scope': at(signIn, { aadsts: 'AADSTS70011' }),
  'claims-challenge': [
    ...at(['graph', 'api'], challenge, { times: 1 }),
    ...at(['arm'], armChallenge, { times: 1 }),
  ],
  'loop-detected': at(['token'], { aadsts: 'AADSTS50196' }),
  throttled: at(['token'], tooMany),
  'tenant-throttled': at(signIn, { aadsts: 'AADSTS90055' }),
  'api-throttled': at(['graph', 'arm', 'api'], tooMany, { times: 1 }),
  outage: at(everywhere, { status: 502, type: html, body: badGateway }),
  'slow-network': at(everywhere, { delayMs: 4000 }),
  hang: at(everywhere, { hang: true }),
  'connection-dropped': at(everywhere, { drop: true }, { times: 2 }),
  'truncated-json': at(['discovery', ...signIn], { truncate: true }, { times: 1 }),
  'html-instead-of-json': at(everywhere, { status: 200, type: html, body: loginPage }),
  'clock-skew': [{ advanceClock: 600 }],
} satisfies Record<string, ScenarioStep[]>;

export type ScenarioName = keyof typeof scenarioSteps;
