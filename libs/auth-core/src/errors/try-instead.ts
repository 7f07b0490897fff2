import { ownTexts } from './own-texts.ts';
import type { Diagnosis, FlowId } from './diagnosis.ts';
import { readProperty } from './read-property.ts';

/** Flows that can succeed where a code says that this one cannot, best first. */
const alternatives: Record<string, readonly FlowId[]> = {
  // Policies on device code and transferred sessions; a page on this machine is another condition.
  'AADSTS53003 AADSTS530032 AADSTS530033 AADSTS530035 AADSTS530036': ['interactive', 'broker'],
  // Device code cannot prove the state of this device. A browser or a broker on it can.
  'AADSTS50005 AADSTS50097 AADSTS50129 AADSTS50187 AADSTS53000 AADSTS530003 AADSTS53001': [
    'interactive',
    'broker',
  ],
  // The password grant knows no shared and no personal accounts.
  AADSTS9001023: ['interactive', 'device-code'],
  // Only an approved app, which the broker vouches for.
  'AADSTS50127 AADSTS53002 AADSTS530021': ['broker'],
  'AADSTS50180 ui_not_allowed platform_broker_error native_account_unavailable broker_unavailable broker_timeout':
    ['interactive'],
  'kerberos_unavailable kerberos_no_ticket kerberos_wrong_realm kerberos_clock_skew kerberos_kdc_unreachable integrated_windows_authentication_failed integrated_windows_auth_not_supported_managed_user ropc_not_supported_for_msa wstrust_endpoint_not_found missing_federation_metadata_url':
    ['interactive', 'device-code'],
  'browser_not_opened EADDRINUSE loopback_server_timeout loopback_server_already_exists no_loopback_server_exists':
    ['device-code'],
};

/**
 * The flow to go on with. `failed` is the flow that ended with the diagnosis, where the caller knows it: it is
 * never proposed again, and a flow without a page gives way to one with a page when the user has to act.
 *
 * @param possible - flows that can work where the program runs; any, by default
 */
export function tryInstead(
  { code, interactive }: Pick<Diagnosis, 'code' | 'interactive'>,
  failed?: FlowId,
  possible?: readonly FlowId[],
): FlowId | undefined {
  // A broker proves most: what the authority refuses to it, it refuses to every other flow.
  if (failed === 'broker' && code.startsWith('AADSTS')) return undefined;
  const entry = Object.entries(alternatives).find(([codes]) => codes.split(' ').includes(code));
  const canWork = (flow: FlowId) => flow !== failed && (possible?.includes(flow) ?? true);
  const other = entry?.[1].find(canWork);
  if (other) return other;
  const pageless = failed === 'username-password' || failed === 'integrated-windows';
  return pageless && interactive && canWork('interactive') ? 'interactive' : undefined;
}

/** What silent calls failed with. */
const ofSilentCalls = new WeakSet<object>();

/** Keeps in mind that no flow was tried: it is the saved sign-in that was refused. */
export function markSilent(error: unknown): void {
  if (typeof error === 'object' && error !== null) ofSilentCalls.add(error);
}

/**
 * The flow that failed: `silent` where none was tried. What a broker keeps is the broker's own.
 *
 * @param links - an error and its causes
 * @param flow - of the program
 */
export function failedFlow(links: readonly unknown[], flow?: FlowId): FlowId | undefined {
  const isSilent = links.some((link) => ofSilentCalls.has(link as object));
  return isSilent && flow !== 'broker' ? 'silent' : flow;
}

/** What a broker may fail with so that another flow can do better. Compared by code: a plugin brings its own classes. */
const FAILURES = {
  platform_broker_error: 'failed',
  native_account_unavailable: 'not-signed-in',
  broker_unavailable: 'unavailable',
  broker_timeout: 'timeout',
} as const;

/**
 * Whether it is the broker itself that failed, so that the browser may be asked instead. It is not when
 * the user said no, when there is no network, or when the authority refused.
 */
export function isBrokerFailure(error: unknown): boolean {
  return kindOf(error) !== undefined;
}

/**
 * Why the broker gave no token, as the rest of a sentence: "the broker is not used: …".
 *
 * @param error - one that `isBrokerFailure` knows
 */
export function whyBrokerFailed(
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): string {
  switch (kindOf(error)) {
    case 'not-signed-in':
      return ownTexts().broker.nobody(SYSTEMS[platform]);
    case 'unavailable':
    case 'timeout':
      return String(readProperty(error, 'errorMessage'));
    default:
      return ownTexts().broker.failed(statusOf(error));
  }
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' };

function kindOf(error: unknown) {
  const code = readProperty(error, 'errorCode');
  return typeof code === 'string' && Object.hasOwn(FAILURES, code)
    ? FAILURES[code as keyof typeof FAILURES]
    : undefined;
}

/** MSAL Runtime's word, such as IncorrectConfiguration. Its longer text may name users, so it stays out. */
function statusOf(error: unknown): string | undefined {
  const status = readProperty(readProperty(error, 'platformBrokerError'), 'errorCode');
  return typeof status === 'string' && /^\w{1,60}$/.test(status) ? status : undefined;
}
