import { existsSync } from 'node:fs';
import type { CatalogId, Words } from '@entra-flows/flow-catalog';
import { findScenario } from '@entra-flows/identity-emulator';
import { appliesTo } from '@entra-flows/sample-testing/scenarios';
import { commandOf, findCommand } from '@entra-flows/tools/setup/requirements.mjs';

/** How a lane runs one flow. */
export interface LaneFlow {
  /** Word for addresses and `--flows`; the catalogue's, or with a variant behind a slash. */
  flow: string;
  catalog: CatalogId;
  sample: string;
  title: Words;
  /**
   * `command` ends by itself; `service` is stopped after its first answer of the API; `web` goes on, and its
   * user comes with a browser; `page` runs in a browser.
   */
  runs: 'command' | 'service' | 'web' | 'page';
  args: readonly string[];
  /** User name, with the name of the practice password. */
  user: string;
  /** The app opens a browser on this machine. */
  opensBrowser?: boolean;
  /** The password goes to standard input. */
  readsPassword?: boolean;
  /** Begins with what an earlier sign-in left: it has no sign-in of its own. */
  signedIn?: boolean;
  /** A Kerberos server is started for the lane. */
  kerberos?: boolean;
  /** The broker is a stand-in. */
  broker?: boolean;
  /** The program, from the sample's folder; src/main.ts when absent. */
  entry?: string;
  /** Of the emulator, where it is not its first. */
  clientId?: string;
  /** What it asks of the emulator, as `appliesTo` of sample-testing takes it. */
  places: readonly string[];
}

const adele = 'adele@contoso.example';
const frida = 'frida@adatum.example';
const deviceCode = ['discovery', 'devicecode', 'device_code', 'refresh_token', 'graph'];
const browser = ['discovery', 'authorize', 'authorization_code', 'refresh_token', 'graph'];

/** The flows that lanes show, in the catalogue's order. */
export const laneFlows: readonly LaneFlow[] = [
  {
    ...{ flow: 'silent', catalog: 'silent', sample: 'cli-accounts', runs: 'command' },
    title: { en: 'Silent', ko: '자동(silent)' },
    args: [],
    user: adele,
    signedIn: true,
    places: ['discovery', 'refresh_token', 'graph'],
  },
  {
    ...{ flow: 'broker', catalog: 'broker', sample: 'cli-broker', runs: 'command' },
    title: { en: 'Broker (stand-in)', ko: '브로커(대역)' },
    // A real one knows Microsoft's authorities only, and this machine may have no screen.
    args: ['--force-broker'],
    user: adele,
    broker: true,
    opensBrowser: true,
    places: ['graph'],
  },
  {
    ...{ flow: 'interactive', catalog: 'interactive', sample: 'cli-interactive', runs: 'command' },
    title: { en: 'Interactive', ko: '대화형' },
    args: [],
    user: adele,
    opensBrowser: true,
    places: browser,
  },
  {
    ...{ flow: 'device-code', catalog: 'device-code', sample: 'cli-device-code', runs: 'command' },
    title: { en: 'Device code', ko: '디바이스 코드' },
    args: [],
    user: adele,
    places: deviceCode,
  },
  {
    ...{ flow: 'device-code/own-loop', catalog: 'device-code', runs: 'command' },
    sample: 'cli-device-code-steps',
    title: { en: 'Device code, own loop', ko: '디바이스 코드, 자체 반복' },
    args: [],
    user: adele,
    places: deviceCode,
  },
  {
    ...{ flow: 'device-code/service', catalog: 'device-code', runs: 'service' },
    sample: 'headless-device-code',
    title: { en: 'Device code, service', ko: '디바이스 코드, 서비스' },
    args: ['--port', '0', '--every', '3600'],
    user: adele,
    places: deviceCode,
  },
  {
    ...{ flow: 'web-auth-code', catalog: 'web-auth-code', sample: 'web-auth-code', runs: 'web' },
    title: { en: 'Web app', ko: '웹앱' },
    args: [],
    user: adele,
    places: browser,
  },
  {
    ...{ flow: 'single-page', catalog: 'single-page', sample: 'spa-auth-code', runs: 'page' },
    title: { en: 'Single-page app', ko: '단일 페이지 앱' },
    args: [],
    entry: 'server/serve.ts',
    user: adele,
    clientId: '40b16ea8-735c-4c9d-95ea-d192c0643b57',
    places: browser,
  },
  {
    ...{ flow: 'integrated-windows', catalog: 'integrated-windows', runs: 'command' },
    sample: 'cli-integrated-windows',
    title: { en: 'Integrated Windows', ko: 'Windows 통합 인증' },
    args: ['--no-browser'],
    user: frida,
    kerberos: true,
    places: ['userrealm', 'mex', 'ws-trust', 'discovery', 'refresh_token', 'graph'],
  },
  {
    ...{ flow: 'username-password', catalog: 'username-password', runs: 'command' },
    sample: 'cli-username-password',
    title: { en: 'Username and password', ko: '사용자 이름과 암호' },
    args: ['--account', adele, '--password-fd', '0'],
    user: adele,
    readsPassword: true,
    places: ['userrealm', 'discovery', 'password', 'refresh_token', 'graph'],
  },
  {
    ...{ flow: 'username-password/federated', catalog: 'username-password', runs: 'command' },
    sample: 'cli-username-password',
    title: { en: 'Username and password, federated', ko: '사용자 이름과 암호, 페더레이션' },
    args: ['--account', frida, '--password-fd', '0'],
    user: frida,
    readsPassword: true,
    places: ['userrealm', 'mex', 'ws-trust', 'discovery', 'refresh_token', 'graph'],
  },
];

/** @throws {Error} with a message for users, for an unknown word */
export function laneFlow(flow: string): LaneFlow {
  const found = laneFlows.find((one) => one.flow === flow);
  if (found) return found;
  const names = laneFlows.map((one) => one.flow).join(', ');
  throw new Error(`There is no flow ${JSON.stringify(flow.slice(0, 60))}. There are: ${names}.`);
}

/** Whether a scenario of the emulator meets what the flow asks. */
export function isMetBy({ places }: Pick<LaneFlow, 'places'>, scenario: string): boolean {
  const { steps = [] } = findScenario(scenario) ?? {};
  return steps.some((step) => appliesTo(step, places));
}

/**
 * Why a flow cannot run on this machine, and what would help; undefined where it can.
 *
 * @param user - `you` needs no Chromium of the stage's: a page opens in a window of the user's browser
 */
export function whyUnavailable(
  { kerberos, runs }: LaneFlow,
  user: 'scripted' | 'you' = 'scripted',
): Words | undefined {
  if (kerberos && !hasKdc())
    return {
      en: 'It needs a Kerberos server: install krb5-kdc, krb5-admin-server and krb5-user (apt-get install).',
      ko: 'Kerberos 서버가 필요합니다. krb5-kdc, krb5-admin-server, krb5-user를 설치하세요(apt-get install).',
    };
  if (runs === 'page' && user === 'scripted' && !chromium())
    return {
      en: 'It runs in Chromium, which was not found: install it, or name it in CHROMIUM.',
      ko: 'Chromium에서 실행되는데 찾지 못했습니다. 설치하거나 CHROMIUM에 경로를 적으세요.',
    };
  return undefined;
}

const hasKdc = () =>
  // Debian has it where users' paths do not lead.
  (existsSync('/usr/sbin/krb5kdc') || findCommand('krb5kdc') !== undefined) &&
  findCommand('kinit') !== undefined;

/** Chromium of this machine, for single-page lanes without hands. */
export function chromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return existsSync(named) ? named : findCommand(named);
  return commandOf('chromium') || undefined;
}
