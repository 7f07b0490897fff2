import { withTimeout } from '@entra-flows/primitives/race-with-signal';
import { said } from '@entra-flows/primitives/said';
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
      said({
        en: `no Kerberos ticket for HTTP/${host} within ${TIMEOUT / 1000} s`,
        ko: `${TIMEOUT / 1000}초 안에 HTTP/${host}의 Kerberos 티켓을 받지 못했습니다`,
      }),
    );
  return withTimeout(work(), TIMEOUT, late, signal);
}
