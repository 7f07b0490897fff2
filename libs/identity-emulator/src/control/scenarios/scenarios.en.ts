import type { ScenarioName, ScenarioText } from './scenario-steps.ts';

const again = 'Sign in again, once, with a new code or page.';
const tellAdmin = 'Stop, and say that an administrator has to act; a new sign-in cannot mend it.';
const fixSettings = 'Stop, and name the setting that is wrong; trying again cannot mend it.';
const waitAndTry = 'Try again a few times with growing pauses, then say that the network fails.';

/** The catalogue in English. */
export const scenariosEn: Readonly<Record<ScenarioName, ScenarioText>> = {
  'device-code-expired': {
    title: 'The device code expires',
    happens: 'The user did not sign in in time: polling returns expired_token.',
    client: 'Stop polling, and offer to start again with a new code.',
  },
  'device-code-declined': {
    title: 'The user declines',
    happens: 'The user chose Cancel: polling returns authorization_declined.',
    client: 'Stop polling, and do not ask again by yourself.',
  },
  'device-code-blocked': {
    title: 'A policy blocks the device code flow',
    happens: 'Conditional Access forbids the flow: polling returns AADSTS53003.',
    client: 'Stop, and offer another flow: the browser on this machine, or the broker.',
  },
  'slow-down': {
    title: 'Polling too fast',
    happens: 'The first three polls return slow_down.',
    client: 'Wait 5 seconds longer after each, for good, and continue.',
  },
  'mfa-required': {
    title: 'A second factor is needed',
    happens: 'A refresh returns AADSTS50076: the refresh token alone is not enough.',
    client: 'Send the user to sign in, with the claims in the request if the answer has any.',
  },
  'refresh-token-revoked': {
    title: 'The grant is revoked',
    happens: 'An administrator revoked it, or the password changed: a refresh returns AADSTS50173.',
    client: again,
  },
  'refresh-token-expired': {
    title: 'The refresh token is too old',
    happens: 'It was not used for 90 days: a refresh returns AADSTS700082.',
    client: again,
  },
  'sessions-ended': {
    title: 'All sessions end',
    happens:
      'Every sign-in so far ends: the next refresh returns AADSTS50173, and browsers ask again.',
    client: again,
  },
  'consent-needed': {
    title: 'Consent is needed',
    happens: 'The consent was revoked: a refresh returns AADSTS65001.',
    client: 'Send the user to sign in and consent.',
  },
  'admin-consent-needed': {
    title: 'An administrator must consent',
    happens: 'The token endpoint answers AADSTS90094.',
    client: tellAdmin,
  },
  'password-expired': {
    title: 'The password has expired',
    happens: 'The token endpoint answers AADSTS50055.',
    client: 'Send the user to a sign-in page, where a new password can be chosen.',
  },
  'account-locked': {
    title: 'The account is locked',
    happens: 'Too many wrong passwords: the token endpoint answers AADSTS50053.',
    client: 'Stop: each further try prolongs the lock. Say to wait.',
  },
  'account-disabled': {
    title: 'The account is disabled',
    happens: 'The token endpoint answers AADSTS50057.',
    client: tellAdmin,
  },
  'not-assigned': {
    title: 'The user is not assigned to the app',
    happens: 'The token endpoint answers AADSTS50105.',
    client: tellAdmin,
  },
  'device-not-compliant': {
    title: 'The device does not comply',
    happens: 'Policy wants a managed device: the token endpoint answers AADSTS53000.',
    client: 'Stop, and say that the device has to be enrolled or another one used.',
  },
  'wrong-tenant': {
    title: 'The tenant is unknown',
    happens: 'Discovery and the endpoints answer AADSTS90002.',
    client: fixSettings,
  },
  'tenant-missing': {
    title: 'No tenant is named',
    happens:
      'The endpoints answer AADSTS50059: neither the authority nor the app names the tenant.',
    client: fixSettings,
  },
  'shared-authority': {
    title: 'The shared authority refuses device codes',
    happens: 'The devicecode endpoint answers AADSTS90133, as Entra did until 2019.',
    client: 'Stop, and say to name the tenant in the authority.',
  },
  'wrong-client': {
    title: 'The app is unknown',
    happens: 'The endpoints answer AADSTS700016.',
    client: fixSettings,
  },
  'not-a-public-client': {
    title: 'Public client flows are off',
    happens: 'The token endpoint answers AADSTS7000218; a device code is issued all the same.',
    client: 'Stop, and say to allow public client flows in the registration.',
  },
  'redirect-mismatch': {
    title: 'The redirect URI is not registered',
    happens: 'The sign-in page shows AADSTS50011, and the app receives nothing.',
    client: 'Give up at a deadline, as no answer will come; the registration needs the URI.',
  },
  'wrong-scope': {
    title: 'The scope is not valid',
    happens: 'The endpoints answer AADSTS70011.',
    client: fixSettings,
  },
  'claims-challenge': {
    title: 'The API sends a claims challenge',
    happens: 'Each API answers 401 once, with a claims challenge.',
    client: 'Get a token with those claims, past the cache, and call once more.',
  },
  'loop-detected': {
    title: 'The client asks too often',
    happens: 'The token endpoint answers AADSTS50196: it saw the same request over and over.',
    client: 'Stop asking for a while; a good client never gets here.',
  },
  throttled: {
    title: 'Too many requests',
    happens: 'The token endpoint answers 429 in plain text, with Retry-After.',
    client: 'Wait as long as Retry-After says, then continue.',
  },
  'tenant-throttled': {
    title: 'The tenant is throttled',
    happens: 'The endpoints answer AADSTS90055 with status 429 and Retry-After.',
    client: 'Wait as long as Retry-After says, then continue.',
  },
  'api-throttled': {
    title: 'The API is throttled',
    happens: 'Each API answers 429 once, with Retry-After.',
    client: 'Call again after that time with the same token; it is not the token that fails.',
  },
  outage: {
    title: 'Everything is down',
    happens: 'A gateway answers every call with 502 and a page.',
    client:
      'Use what is cached; for the rest, say that the user did nothing wrong, and to come back later.',
  },
  'slow-network': {
    title: 'The network is slow',
    happens: 'Every answer takes 4 seconds longer.',
    client: 'Wait, and stay cancellable while waiting.',
  },
  hang: {
    title: 'No answer at all',
    happens: 'Every request is taken and never answered.',
    client: 'Give up at a deadline, and say so; never hang as well.',
  },
  'connection-dropped': {
    title: 'Connections break',
    happens: 'The first two calls of each endpoint lose their connection.',
    client: waitAndTry,
  },
  'truncated-json': {
    title: 'Half an answer',
    happens: 'The first answer of each endpoint of the authority ends in the middle of its JSON.',
    client: 'Treat it as no answer: try again, and keep what was cached.',
  },
  'html-instead-of-json': {
    title: 'A hotel network answers instead',
    happens: 'Every call is answered with 200 and the login page of the network.',
    client: 'Notice that the authority did not answer, and say to log in to the network first.',
  },
  'clock-skew': {
    title: 'The clocks differ',
    happens: 'The emulator’s clock jumps 10 minutes ahead and stays there.',
    client: 'Trust lifetimes in seconds, not the authority’s clock; get a new token on 401.',
  },
};
