import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageJournal } from './message-journal.ts';

/** ms. A dead browser is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/** Bytes that may wait for a browser that does not read; then it is dropped, and comes back for them. */
const mostUnsent = 4 * 1024 * 1024;

/**
 * The stream of the page: server-sent events that go on after a break where they stopped.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sendEvents(
  journal: MessageJournal,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const last = Number(request.headers['last-event-id'] ?? 0);
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const send = (text: string) => {
    if (response.writableLength > mostUnsent) response.destroy();
    else response.write(text);
  };
  const sendOne = (id: number, message: unknown) =>
    send(`id: ${id}\ndata: ${JSON.stringify(message)}\n\n`);
  send('retry: 1000\n\n');
  const missed = journal.since(Number.isSafeInteger(last) && last > 0 ? last : 0);
  for (const { id, message } of missed) sendOne(id, message);
  const unwatch = journal.watch(sendOne);
  const timer = setInterval(() => send(':\n\n'), heartbeat).unref();
  response.once('close', () => {
    clearInterval(timer);
    unwatch();
  });
}
