import { FederationError } from '../federation-error.ts';

/** ms: libkrb5 asks each domain controller several times before it gives up. */
const PATIENCE = 20_000;

/**
 * Waits for a ticket, which may need answers of domain controllers.
 *
 * @throws {FederationError} `kerberos_kdc_unreachable` when it takes too long
 * @throws the signal's reason
 */
export async function withPatience<T>(
  host: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const late = new FederationError(
      'kerberos_kdc_unreachable',
      `no Kerberos ticket for HTTP/${host} within ${PATIENCE / 1000} s`,
    );
    const timer = setTimeout(() => reject(late), PATIENCE);
    const abort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([work(), ended]);
  } finally {
    stop();
  }
}
