import { stepsEn } from './steps.en.ts';
import { stepsKo } from './steps.ko.ts';

/** A step in words. */
export interface StepText {
  /** On the arrow. */
  label: string;
  /** On the way back, where the answer is shown. */
  answer?: string;
  /** The label of one that is told at its end, by its `outcome`. */
  outcomes?: Readonly<Record<string, string>>;
  /** The label of one that lasts. */
  lasting?: (seconds: number) => string;
  /** On the arrow of one that fails, where `label` would say what did not happen. */
  failed?: string;
  /** Heading of the explanation. */
  title: string;
  what: string;
  why: string;
}

/** The kinds of steps that the page can explain. */
export type StepKind =
  | 'keys'
  | 'new-password'
  | 'stay'
  | 'sign-out'
  | 'cache-lookup'
  | 'silent'
  | 'ask-user'
  | 'refresh'
  | 'discovery'
  | 'instance'
  | 'device-code'
  | 'show-code'
  | 'open-browser'
  | 'authorize'
  | 'page'
  | 'account'
  | 'password'
  | 'mfa'
  | 'consent'
  | 'code-typed'
  | 'confirm'
  | 'cancel'
  | 'poll'
  | 'redirect'
  | 'redeem-code'
  | 'username-password'
  | 'user-realm'
  | 'mex'
  | 'adfs'
  | 'assertion'
  | 'broker'
  | 'api-call'
  | 'retry-wait'
  | 'answer-wait'
  | 'no-answer'
  | 'bad-answer'
  | 'clock'
  | 'outcome';

export const stepTexts = { en: stepsEn, ko: stepsKo };

/** Where a kind of step is specified. */
export interface Specification {
  name: string;
  url: string;
}

const rfc = (number: number, section: string): Specification => ({
  name: `RFC ${number}, ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});
const learn = (name: string, path: string): Specification => ({
  name,
  url: `https://learn.microsoft.com/entra/${path}`,
});

const acquire = learn(
  'MSAL: acquire and cache tokens',
  'identity-platform/msal-acquire-cache-tokens',
);
const openId = (name: string, part: string): Specification => ({
  name: `OpenID Connect ${name}`,
  url: `https://openid.net/specs/openid-connect-${part}`,
});
const mfa = learn(
  'How Entra multifactor authentication works',
  'identity/authentication/concept-mfa-howitworks',
);
const wsTrust: Specification = {
  name: 'WS-Trust 1.3',
  url: 'https://docs.oasis-open.org/ws-sx/ws-trust/200512/ws-trust-1.3-os.html',
};

/** By kind of step. */
export const specifications: Readonly<Partial<Record<string, Specification>>> = {
  'cache-lookup': acquire,
  silent: acquire,
  'ask-user': acquire,
  refresh: rfc(6749, '6'),
  discovery: openId('Discovery 1.0, 4', 'discovery-1_0.html#ProviderConfig'),
  instance: openId('Discovery 1.0, 4', 'discovery-1_0.html#ProviderConfig'),
  'device-code': rfc(8628, '3.1'),
  'show-code': rfc(8628, '3.3'),
  'code-typed': rfc(8628, '3.3'),
  confirm: rfc(8628, '5.4'),
  cancel: rfc(6749, '4.1.2.1'),
  keys: rfc(7517, '5'),
  'new-password': openId('Core 1.0, 3.1.2.3', 'core-1_0.html#Authenticates'),
  stay: learn('Stay signed in', 'fundamentals/how-to-manage-stay-signed-in-prompt'),
  'sign-out': openId('RP-Initiated Logout 1.0', 'rpinitiated-1_0.html'),
  poll: rfc(8628, '3.4'),
  'open-browser': rfc(8252, '4.1'),
  authorize: rfc(7636, '4.3'),
  page: openId('Core 1.0, 3.1.2.3', 'core-1_0.html#Authenticates'),
  account: openId('Core 1.0, 3.1.2.3', 'core-1_0.html#Authenticates'),
  password: openId('Core 1.0, 3.1.2.3', 'core-1_0.html#Authenticates'),
  mfa,
  consent: openId('Core 1.0, 3.1.2.4', 'core-1_0.html#Consent'),
  redirect: rfc(8252, '7.3'),
  'redeem-code': rfc(7636, '4.5'),
  'username-password': rfc(6749, '4.3'),
  'user-realm': learn('Hybrid sign-in and federation', 'identity/hybrid/connect/whatis-fed'),
  mex: { name: 'WS-MetadataExchange', url: 'https://www.w3.org/TR/ws-metadata-exchange/' },
  adfs: wsTrust,
  assertion: rfc(7522, '2.1'),
  broker: learn('MSAL with a broker', 'msal/javascript/node/brokering'),
  'api-call': rfc(6750, '2.1'),
  'retry-wait': rfc(9110, '10.2.3'),
  'answer-wait': learn('Handle errors in MSAL', 'msal/javascript/browser/errors'),
  'no-answer': rfc(9110, '9.2.2'),
  'bad-answer': rfc(6749, '5.1'),
  clock: rfc(8628, '3.2'),
  outcome: learn('Handle errors in MSAL', 'msal/javascript/browser/errors'),
};
