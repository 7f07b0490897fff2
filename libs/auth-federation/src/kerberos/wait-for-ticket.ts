import { withTimeout } from '@entra-flows/primitives/race-with-signal';
import { FederationError } from '../federation-error.ts';

/** ms: libkrb5 asks each domain controller several times before it gives up. */
const TIMEOUT = 20_000;

/**
 * Waits for a ticket, which may need answers of domain controllers.
 *
 * @throws {FederationError} `kerberos_kdc_unreachable` after 20 s
 * @throws the signal's reason
 */
export async function waitForTicket<T>(
  host: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const late = () =>
    new FederationError(
      'kerberos_kdc_unreachable',
      `no Kerberos ticket for HTTP/${host} within ${TIMEOUT / 1000} s`,
    );
  return withTimeout(work(), TIMEOUT, late, signal);
}
