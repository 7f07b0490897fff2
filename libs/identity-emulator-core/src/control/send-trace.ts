import type { ServerResponse } from 'node:http';
import type { ExchangeLog } from '../server/exchange-log.ts';

/** Milliseconds. A dead peer is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/** Bytes that may wait for a reader that does not read; then it is dropped. */
const patience = 1024 * 1024;

/**
 * Sends each exchange as it happens, as server-sent events of JSON.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sendTrace(exchanges: ExchangeLog, response: ServerResponse): void {
  const send = (text: string): void => {
    // What is left out in silence would be a lie; a broken connection is none.
    if (response.writableLength > patience) response.destroy();
    else response.write(text);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  send(': from here on\n\n');
  const timer = setInterval(() => send(':\n\n'), heartbeat).unref();
  const unwatch = exchanges.watch({
    exchange: (exchange) => send(`data: ${JSON.stringify(exchange)}\n\n`),
    close: () => response.end(),
  });
  response.once('close', () => {
    clearInterval(timer);
    unwatch();
  });
}
