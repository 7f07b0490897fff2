import type { ExchangeLog } from '../server/exchange-log.ts';
import type { Exchange } from '../server/exchange.ts';

/** Exchanges that wait for a slow reader before it is dropped. */
const patience = 1000;

/**
 * Each exchange from now on, until the signal or the end of the emulator.
 *
 * @throws Error when the reader falls too far behind: it is told, and nothing is left out in silence
 */
export function traceExchanges(log: ExchangeLog, signal?: AbortSignal): AsyncIterable<Exchange> {
  const waiting: Exchange[] = [];
  let ended = false;
  let late = false;
  let wake = (): void => {};
  const stop = (): void => {
    ended = true;
    unwatch();
    signal?.removeEventListener('abort', stop);
    wake();
  };
  const unwatch = log.watch({
    exchange(exchange) {
      late = waiting.length >= patience;
      if (late) return stop();
      waiting.push(exchange);
      wake();
    },
    close: stop,
  });
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();

  async function* read(): AsyncGenerator<Exchange> {
    try {
      while (!(ended && waiting.length === 0)) {
        const exchange = waiting.shift();
        if (exchange) yield exchange;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop();
    }
    if (late) throw new Error(`The trace is read too slowly: ${patience} exchanges waited.`);
  }
  return read();
}
