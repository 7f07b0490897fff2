import type { ServerResponse } from 'node:http';
import type { Watcher } from '../server/exchange-log.ts';

/** Milliseconds. A dead peer is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/** Bytes that may wait for a reader that does not read; then it is dropped. */
const mostUnsent = 1024 * 1024;

/** Exchanges, or steps. */
interface Watchable<Item> {
  watch(watcher: Watcher<Item>): () => void;
}

/**
 * Sends each entry as it happens, as server-sent events of JSON.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sendTrace<Item>(log: Watchable<Item>, response: ServerResponse): void {
  const send = (text: string): void => {
    // A gap in the trace would go unnoticed; a broken connection does not.
    if (response.writableLength > mostUnsent) response.destroy();
    else response.write(text);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  send(': from here on\n\n');
  const timer = setInterval(() => send(':\n\n'), heartbeat).unref();
  const unwatch = log.watch({
    item: (item) => send(`data: ${JSON.stringify(item)}\n\n`),
    close: () => response.end(),
  });
  response.once('close', () => {
    clearInterval(timer);
    unwatch();
  });
}

/** Entries that wait for a slow reader before it is dropped. */
const mostWaiting = 1000;

/**
 * Each entry from now on, until the signal or the end of the emulator.
 *
 * @throws Error when the reader falls too far behind, so that no entry is missing unnoticed
 */
export function readTrace<Item>(log: Watchable<Item>, signal?: AbortSignal): AsyncIterable<Item> {
  const waiting: Item[] = [];
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
    item(item) {
      late = waiting.length >= mostWaiting;
      if (late) return stop();
      waiting.push(item);
      wake();
    },
    close: stop,
  });
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();

  async function* read(): AsyncGenerator<Item> {
    try {
      while (!(ended && waiting.length === 0)) {
        const item = waiting.shift();
        if (item) yield item;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop();
    }
    if (late) throw new Error(`The trace is read too slowly: ${mostWaiting} exchanges waited.`);
  }
  return read();
}
