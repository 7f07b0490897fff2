import type { EmulatorControl, Exchange } from '@entra-flows/identity-emulator';

/** Whether an exchange brought no answer or an error; `authorization_pending` does not count. */
export const isFailure = ({ status, error }: Exchange): boolean =>
  (status === 0 || status >= 400) && error !== 'authorization_pending';

/** Reacts to the first exchange of a kind, as soon as it happens; never once `signal` is aborted. */
export async function afterFirst(
  isIt: (exchange: Exchange) => boolean,
  { trace }: Pick<EmulatorControl, 'trace'>,
  signal: AbortSignal,
  react: () => Promise<void>,
): Promise<void> {
  for await (const exchange of trace(signal)) if (isIt(exchange)) return react();
}

/** The requests after the first failure. */
export interface AfterFailure {
  /** Number of requests after it. */
  later: number;
  /** Seconds between it and the next request to the same endpoint. */
  pause: number;
}

export function afterFailure(exchanges: Exchange[]): AfterFailure {
  const first = exchanges.findIndex(isFailure);
  const failed = exchanges[first];
  const after = failed ? exchanges.slice(first + 1) : [];
  const next = after.find(({ endpoint }) => endpoint === failed?.endpoint);
  const pause = failed && next ? (Date.parse(next.at) - Date.parse(failed.at)) / 1000 : 0;
  return { later: after.length, pause };
}
