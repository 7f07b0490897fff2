import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { listenOnLoopback } from '@entra-flows/primitives/listen-on-loopback';
import { pageFolder } from '../places.ts';
import type { Stage } from '../stage.ts';
import { answerCall } from './api.ts';
import type { MessageJournal } from './message-journal.ts';
import { sendEvents } from './send-events.ts';
import { createSession, isForHere, isFromHere } from './session.ts';

/** The page's server, on loopback alone. */
export interface StageServer {
  /** With the key: for the browser that is to have the stage. */
  address: string;
  port: number;
  close(): Promise<void>;
}

/** Everything is the server's own; styles of the diagram are set by script, which needs no `unsafe-inline`. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  // The pages that a user saw, without scripts, in a frame that may do nothing.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * @param language - of the terminal, which the page then speaks, too; the browser's when absent
 * @throws {NodeJS.ErrnoException} EADDRINUSE when the port is taken
 */
export async function serveStage(
  stage: Stage,
  journal: MessageJournal,
  askedPort: number,
  language?: 'ko',
): Promise<StageServer> {
  let port = 0;
  const session = createSession(() => port);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isForHere(request, port)) return refuse(response, 421, 'This server is localhost.');
    const { url: asked = '/' } = request;
    if (!URL.canParse(asked, `http://localhost:${port}`)) return refuse(response, 404, NOTHING);
    const url = new URL(asked, `http://localhost:${port}`);
    const cookie = session.cookieFor(url.searchParams.get('key'));
    if (cookie)
      return void response
        .writeHead(303, {
          ...headers,
          'set-cookie': cookie,
          location: url.searchParams.get('lang') === 'ko' ? '/?lang=ko' : '/',
        })
        .end();
    if (!session.isKnown(request))
      return refuse(response, 403, 'Open the address that the terminal shows: it has the key.');
    if (!url.pathname.startsWith('/api/')) return sendFile(url.pathname, request, response);
    if (request.method !== 'GET' && !isFromHere(request, port))
      return refuse(response, 403, 'Only the page of this server may do that.');
    if (request.method === 'GET' && url.pathname === '/api/events')
      return sendEvents(journal, request, response);
    const said = await answerCall(stage, request, url);
    if (!said) return refuse(response, 404, NOTHING);
    response
      .writeHead(said.status, {
        ...headers,
        'content-type': 'application/json',
        'cache-control': 'no-store',
      })
      .end(JSON.stringify(said.body));
  };

  const makeServer = () =>
    createServer({ maxHeaderSize: 512 * 1024 }, (request, response) => {
      answer(request, response).catch(() => {
        if (!response.headersSent) refuse(response, 500, 'The stage failed to answer.');
        else response.destroy();
      });
    });
  const listener = await listenOnLoopback(makeServer, askedPort);
  ({ port } = listener);
  const spoken = language ? `&lang=${language}` : '';
  const address = `http://localhost:${port}/?key=${session.key}${spoken}`;
  return { address, port, close: listener.close };
}

const NOTHING = 'There is nothing at this address.';

function refuse(response: ServerResponse, status: number, message: string): void {
  response
    .writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
    .end(`${message}\n`);
}

/** A file of Vite's build, and nothing beside it. */
function sendFile(path: string, { method }: IncomingMessage, response: ServerResponse): void {
  const found = method === 'GET' ? findFile(path === '/' ? '/index.html' : path) : undefined;
  if (!found) return refuse(response, 404, NOTHING);
  response.writeHead(200, {
    ...headers,
    'content-type': types[extname(found.file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
  });
  // A build may remove it meanwhile.
  pipeline(createReadStream(found.file), response, () => {});
}

function findFile(path: string): { file: string; size: number } | undefined {
  try {
    const file = normalize(join(pageFolder, decodeURIComponent(path)));
    const found = file.startsWith(pageFolder + sep) ? statSync(file) : undefined;
    return found?.isFile() ? { file, size: found.size } : undefined;
  } catch {
    return undefined; // no name of a file, or none of that name
  }
}
