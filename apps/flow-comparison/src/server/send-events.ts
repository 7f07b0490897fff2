import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageJournal } from './message-journal.ts';

/** ms. A dead browser is noticed when a line cannot be delivered. */
const heartbeat = 15_000;

/**
 * The stream of the page: server-sent events that go on after a break where they stopped. For a browser that does not
 * read, nothing waits here but in the journal.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sendEvents(
  journal: MessageJournal,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const last = Number(request.headers['last-event-id'] ?? 0);
  let sent = Number.isSafeInteger(last) && last > 0 ? last : 0;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const send = () => {
    for (const { id, message } of journal.since(sent)) {
      if (response.writableNeedDrain) return;
      response.write(`id: ${id}\ndata: ${JSON.stringify(message)}\n\n`);
      sent = id;
    }
  };
  response.write('retry: 1000\n\n');
  send();
  response.on('drain', send);
  const unwatch = journal.watch(send);
  const beat = () => response.writableNeedDrain || response.write(':\n\n');
  const timer = setInterval(beat, heartbeat).unref();
  response.once('close', () => {
    clearInterval(timer);
    unwatch();
  });
}
