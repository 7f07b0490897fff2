import { readProperty } from './read-property.ts';

/** What a broker may fail with so that another flow can do better. Compared by code: a plugin brings its own classes. */
const FAILURES = {
  platform_broker_error: 'failed',
  native_account_unavailable: 'not-signed-in',
  broker_unavailable: 'unavailable',
  broker_timeout: 'timeout',
} as const;

/**
 * Whether it is the broker itself that failed, so that the browser may be asked instead. It is not when
 * the person said no, when there is no network, or when the authority refused.
 */
export function isBrokerFailure(error: unknown): boolean {
  return kindOf(error) !== undefined;
}

/**
 * Why the broker gave no token, as the rest of an English sentence: "the broker is not used: …".
 *
 * @param error - one that `isBrokerFailure` knows
 */
export function whyBrokerFailed(
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): string {
  switch (kindOf(error)) {
    case 'not-signed-in':
      return `nobody is signed in to ${SYSTEMS[platform] ?? 'this system'} with that account`;
    case 'unavailable':
    case 'timeout':
      return String(readProperty(error, 'errorMessage'));
    default:
      return `it failed (${statusOf(error) ?? 'without a reason'})`;
  }
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' };

function kindOf(error: unknown) {
  const code = readProperty(error, 'errorCode');
  return typeof code === 'string' && Object.hasOwn(FAILURES, code)
    ? FAILURES[code as keyof typeof FAILURES]
    : undefined;
}

/** MSAL Runtime's word, such as IncorrectConfiguration. Its longer text may name people, so it stays out. */
function statusOf(error: unknown): string | undefined {
  const status = readProperty(readProperty(error, 'platformBrokerError'), 'errorCode');
  return typeof status === 'string' && /^\w{1,60}$/.test(status) ? status : undefined;
}
