import type { ServerResponse } from 'node:http';
import type { ExchangeLog } from './exchange-log.ts';

/** Connections whose being open keeps a served emulator up. */
export interface Holds {
  /** Turns a response into a hold: exchanges as they happen, one JSON object a line. */
  take(response: ServerResponse): void;
  /** Takes no more of them. */
  refuse(): void;
  readonly refusing: boolean;
}

/** Milliseconds. A dead peer is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/** Bytes that may wait for a reader that does not read; then it misses exchanges. */
const patience = 1024 * 1024;

/** @param changed told how many are open, each time that changes */
export function holds(exchanges: ExchangeLog, changed: (open: number) => void): Holds {
  let open = 0;
  let refusing = false;
  return {
    take(response) {
      response.writeHead(200, {
        'content-type': 'application/x-ndjson',
        'cache-control': 'no-store',
      });
      const send = (line: object): void => {
        if (response.writableLength < patience) response.write(`${JSON.stringify(line)}\n`);
      };
      send({});
      const timer = setInterval(() => send({}), heartbeat).unref();
      const unwatch = exchanges.watch(send);
      changed((open += 1));
      response.once('close', () => {
        clearInterval(timer);
        unwatch();
        changed((open -= 1));
      });
    },
    refuse() {
      refusing = true;
    },
    get refusing() {
      return refusing;
    },
  };
}
