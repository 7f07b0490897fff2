import type { ServerResponse } from 'node:http';

/** Connections whose being open keeps a served emulator up. */
export interface Leases {
  /** Turns a response into a lease. */
  take(response: ServerResponse): void;
  /** Takes no more of them. */
  refuse(): void;
  readonly refusing: boolean;
}

/** Milliseconds. A dead peer is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/** @param changed called with the number of open leases each time it changes */
export function leases(changed: (open: number) => void): Leases {
  let open = 0;
  let refusing = false;
  return {
    take(response) {
      response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
      response.write('\n');
      const timer = setInterval(() => response.write('\n'), heartbeat).unref();
      changed((open += 1));
      response.once('close', () => {
        clearInterval(timer);
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
