import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import {
  type AnswerReceiver,
  type AuthorizationAnswer,
  isAddressedTo,
  type OutcomePage,
  readCallback,
} from './read-callback.ts';
import { keepRoom } from '@entra-flows/primitives/keep-room';
import { listenOnLoopback, manyCookies } from '@entra-flows/primitives/listen-on-loopback';

/** What a slow or silent stranger may take, in ms; a browser on this machine needs none of it. */
const LIMITS = {
  ...manyCookies,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
};

/** Far more than a browser opens; programs of this machine that open more and stay idle are dropped. */
const MOST_CONNECTIONS = 64;

/** A browser that takes longer for the last page (ms) goes without. */
const LAST_PAGE = 1_000;

/** A user reloads, a browser repeats: every such request gets the outcome. */
const MOST_WAITING = 8;

/**
 * Waits on loopback for the browser to come back with the answer to an authorization request. The
 * browser is kept waiting until `finish`, so that its page shows what has become of the code.
 *
 * @param options.state - what the answer must carry; only the authority and the browser know it
 * @param options.port - 0 for any free one
 * @throws {NodeJS.ErrnoException} EADDRINUSE
 */
export async function openLoopbackReceiver(options: {
  port: number;
  state: string;
}): Promise<AnswerReceiver> {
  const waiting: ServerResponse[] = [];
  /** A page of the web that guesses it could only open the authority's own page. */
  const path = `/${randomBytes(6).toString('base64url')}`;
  let target: string | undefined;
  let arrived: ((answer: AuthorizationAnswer) => void) | undefined;
  const answer = new Promise<AuthorizationAnswer>((resolve) => (arrived = resolve));

  const makeServer = () =>
    keepRoom(
      createServer(LIMITS, (request, response) => {
        response.setHeader('connection', 'close');
        if (target && request.url === path && isAddressedTo(request, listener.port))
          return redirect(response, target);
        void readCallback(request, { ...options, port: listener.port }).then((callback) => {
          if ('refused' in callback) return refuse(response, callback.refused, callback.why);
          if (waiting.length >= MOST_WAITING) return refuse(response, 429, 'Too many answers.');
          waiting.push(response);
          arrived?.(callback);
        });
      }),
      MOST_CONNECTIONS,
    );
  const listener = await listenOnLoopback(makeServer, options.port);
  return {
    redirectUri: `http://localhost:${listener.port}`, // as it is registered: without a path
    // A code in an address would stay in the browser's history.
    responseMode: 'form_post',
    answer,
    shorten(url) {
      target = url;
      return `http://localhost:${listener.port}${path}`;
    },
    async finish(makePage) {
      try {
        const page = makePage();
        await Promise.all(waiting.map((response) => show(response, page)));
      } catch {
        // The browser sees a dropped connection; the program has the outcome.
      } finally {
        void listener.close();
      }
    },
  };
}

/** Neither kept nor told to the page that it leads to. */
function redirect(response: ServerResponse, location: string): void {
  const headers = { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  response.writeHead(302, headers).end();
}

/** Resolves when the page is on its way, the browser is gone, or time is up. */
async function show(response: ServerResponse, { html, contentPolicy }: OutcomePage) {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LAST_PAGE);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    response.writeHead(200, {
      ...safeHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy,
    });
    response.end(html);
  });
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${why}\n`);
}

const safeHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
