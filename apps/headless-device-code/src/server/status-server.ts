import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { hostname } from 'node:os';
import { keepRoom, manyCookies, portProblem, refuseInWords } from '@entra-flows/auth-core';
import { said, UsageError } from '@entra-flows/sample-kit';
import { plainJson, StartupError } from '@entra-flows/sample-kit/service';
import { pageLanguage } from '@entra-flows/sample-kit/page';
import type { ServiceOptions } from '../options.ts';
import type { ShowContext } from '../show/show-everywhere.ts';
import type { ServiceStatus, StatusView } from '../service-status.ts';
import { metrics, METRICS_TYPE } from './metrics.ts';
import { pagePolicy, statusPage } from './status-page.ts';

/** A status page has few readers, and a small device little memory for strangers. */
const MOST_CONNECTIONS = 50;

/** ms: a client that sends or reads nothing loses its connection. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};
const LONGEST_SILENCE = 15_000;

/**
 * The status page and what monitoring asks for. It changes nothing, and shows nothing that the
 * device would not show on a display.
 *
 * @throws {UsageError} for an address or a port that can never be used
 * @throws {StartupError} while the port is taken, or the address not there yet
 */
export async function startStatusServer(
  { listen = '127.0.0.1', port = 8484 }: Pick<ServiceOptions['own'], 'listen' | 'port'>,
  { journal, status }: ShowContext,
): Promise<AsyncDisposable> {
  if (!isIP(listen))
    throw new UsageError(
      said({
        en: `--listen ${listen} is not an IP address.`,
        ko: `--listen ${listen}: IP 주소가 아닙니다.`,
      }),
    );
  const server = refuseInWords(createServer({ ...LIMITS, ...manyCookies }));
  server.timeout = LONGEST_SILENCE;
  keepRoom(server, MOST_CONNECTIONS);
  server.on('request', (request, response) => answer(request, response, routes(status)));
  await start(server, listen, port);
  server.on('error', ({ message }) => journal.warning('status-page-failed', { text: message }));
  const { address, port: actual } = server.address() as AddressInfo;
  const host = address.includes(':') ? `[${address}]` : address;
  journal.info('listening', { address: `http://${host}:${actual}/` });
  return {
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What may pass with time, at boot above all: a service manager should start this program again. */
const PASSING: Record<string, (listen: string, port: number) => string> = {
  EADDRINUSE: (_listen, port) => portProblem(port, { code: 'EADDRINUSE' }),
  EADDRNOTAVAIL: (listen) =>
    said({
      en:
        `This machine does not have the address ${listen}: its network may not be up yet, or it is another machine's. ` +
        `Try again once the network is up, or choose another one with --listen.`,
      ko:
        `이 컴퓨터에는 ${listen} 주소가 없습니다. 네트워크가 아직 시작되지 않았거나 다른 컴퓨터의 주소입니다. ` +
        `네트워크가 시작된 뒤 다시 시도하거나 --listen으로 다른 주소를 고르세요.`,
    }),
};

async function start(server: Server, listen: string, port: number): Promise<void> {
  try {
    server.listen(port, listen);
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const passing = PASSING[code ?? '']?.(listen, port);
    if (passing) throw new StartupError(passing, { cause: error });
    throw new UsageError(
      said({
        en: `${listen} port ${port} cannot be used (${code}). Choose others with --listen and --port.`,
        ko: `${listen}의 ${port} 포트를 쓸 수 없습니다(${code}). --listen과 --port로 다른 주소나 포트를 지정하세요.`,
      }),
    );
  }
}

/** Of every answer: it is not stored, and other sites cannot use it. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  known: ReturnType<typeof routes>,
): void {
  const send = (status: number, body: string, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'text/plain; charset=utf-8' };
    response.writeHead(status, { ...HEADERS, ...type, ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!acceptsHost(request.headers.host)) {
    return send(421, 'This device does not answer under that name.\n');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(405, 'Only GET and HEAD.\n', { allow: 'GET, HEAD', connection: 'close' });
  }
  const [path = '', query] = (request.url ?? '').split('?');
  const route = Object.hasOwn(known, path) ? known[path] : undefined;
  if (!route) return send(404, `Nothing here. There are: ${Object.keys(known).join(' ')}\n`);
  const {
    status = 200,
    type,
    body,
    headers,
  } = route(new URLSearchParams(query), request.headers['accept-language']);
  send(status, body, { ...(type ? { 'content-type': type } : {}), ...headers });
}

/**
 * Whether a request was meant for this device. A page of a stranger can make a browser connect here
 * under a name of its own (DNS rebinding); it cannot do so under an address, `localhost`, or a name
 * that this machine has.
 *
 * @param host - the header
 */
function acceptsHost(host: string | undefined, own: string = hostname()): boolean {
  if (!host || /[/@?#\s\\]/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, ''))) return true;
  const ours = own.toLowerCase();
  return ['localhost', ours, `${ours}.local`].includes(name);
}

interface Answer {
  status?: number;
  /** Default: plain text. */
  type?: string;
  headers?: Record<string, string>;
  body: string;
}

/** The answers to GET, by path. */
function routes(
  status: ServiceStatus,
): Record<string, (query: URLSearchParams, accepted?: string) => Answer> {
  return {
    '/': (query, accepted) => ({
      type: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': pagePolicy },
      body: statusPage(status.view, pageLanguage(query.get('ui_locales') ?? '', accepted)),
    }),
    '/status.json': () => ({
      type: 'application/json; charset=utf-8',
      body: `${plainJson(status.view)}\n`,
    }),
    // Alive: this process answers. A restart would not bring a sign-in.
    '/healthz': () => ({ body: 'ok\n' }),
    '/readyz': () => readiness(status.view),
    '/metrics': () => ({ type: METRICS_TYPE, body: metrics(status) }),
  };
}

/** Ready: the last round of work went well. */
function readiness({ state, code, trouble }: StatusView): Answer {
  if (state === 'working') return { body: 'ready\n' };
  const why = code
    ? `sign-in needed: code ${code.userCode} at ${code.verificationUri}`
    : (trouble?.text ?? 'starting');
  return { status: 503, body: `not ready\n${why}\n` };
}
