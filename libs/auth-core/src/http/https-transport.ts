import type { Agent } from 'node:https';
import { ownTexts } from '../errors/own-texts.ts';
import { decodeBody, textOf } from './decode-body.ts';
import type { HttpRequest, HttpResponse, Send } from './http.ts';
import { invalidResponse } from '../msal/server-error.ts';
import { type Proxy, proxyFor, isProxyForHttpOnly, type ProxySettings } from './proxy-for.ts';
import type { TunneledRequest } from './proxy-tunnel.ts';

/** A certificate authority that is trusted for one origin only, beside the ones that Node trusts. */
export interface TrustedOrigin {
  /** For instance `https://localhost:20443`. */
  origin: string;
  /** PEM. For this origin it replaces the usual authorities. */
  ca: string;
}

export interface HttpsTransportOptions {
  trustedOrigins?: readonly TrustedOrigin[];
  /** Bytes of a body that are read before the answer counts as hostile. Default 4 MiB. */
  bodyLimit?: number;
  /** Default: what HTTPS_PROXY and NO_PROXY say; `false` for no proxy. */
  proxy?: ProxySettings | false | undefined;
}

/**
 * Sends requests over Node's own HTTPS stack.
 *
 * Refuses anything but https: tokens and codes never travel in the clear. Redirects are not
 * followed: no token or discovery endpoint sends one that a client should trust.
 *
 * @throws {ProxyError} when the proxy is at fault
 * @throws {ServerError} `invalid_response` when the answer is not HTTP, has no end, or is in a
 *   coding that cannot be read
 * @throws {NodeJS.ErrnoException} what Node gives: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED, …
 */
export function httpsTransport(options: HttpsTransportOptions = {}): Send {
  const { trustedOrigins = [], bodyLimit = 4 * 1024 * 1024, proxy: settings = {} } = options;
  const caOf = new Map(trustedOrigins.map(({ origin, ca }) => [new URL(origin).origin, ca]));
  const agents = new Map<string, Agent>();

  return async (request) => {
    const https = await loadHttps();
    const url = new URL(request.url);
    if (url.protocol !== 'https:') throw new TypeError(`refused to call ${url.origin}: not https`);
    // Node.js would connect to 443 instead.
    if (url.port === '0') throw new TypeError(`refused to call ${url.origin}: port 0`);
    const proxy = settings ? proxyFor(url, settings) : undefined;
    const key = `${proxy?.url.href ?? ''} ${url.origin}`;
    const agent = agents.get(key) ?? (await newAgent(proxy));
    agents.set(key, agent);
    const ca = caOf.get(url.origin);
    const tunnel = { signal: request.signal, ca: proxy && caOf.get(proxy.url.origin) };
    const wire: TunneledRequest = { agent, ...(ca ? { ca } : {}), ...(proxy ? { tunnel } : {}) };
    try {
      return await exchange(https.request, request, wire, bodyLimit);
    } catch (error) {
      throw settings && isProxyForHttpOnly(url, settings) ? blamingProxy(error) : error;
    }
  };
}

/** Marks a host that was not reached where only http addresses have a proxy. */
function blamingProxy(error: unknown): unknown {
  const { code } = Object(error) as { code?: unknown };
  const isUnreached = ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'];
  if (!isUnreached.includes(String(code))) return error;
  return Object.assign(error as Error, { reason: 'http-proxy' });
}

let loading: Promise<typeof import('node:https')> | undefined;

/** Loaded on the first request: a token from the cache needs no network stack at all. */
function loadHttps(): Promise<typeof import('node:https')> {
  return (loading ??= import('node:https'));
}

/** The code for proxies is loaded where there is one. */
async function newAgent(proxy: Proxy | undefined): Promise<Agent> {
  if (proxy) return new (await import('./proxy-tunnel.ts')).TunnelAgent(proxy);
  const { Agent } = await loadHttps();
  return new Agent({ keepAlive: true });
}

function exchange(
  open: typeof import('node:https').request,
  { url, method, headers, body, signal }: HttpRequest,
  options: TunneledRequest,
  bodyLimit: number,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let whole = false;
    const sent = {
      // Answers are small, and a coding is one more thing that can break on the way.
      'accept-encoding': 'identity',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
    };
    const outgoing = open(url, { ...options, method, headers: sent, signal }, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > bodyLimit)
          incoming.destroy(invalidResponse(ownTexts().answers.tooLong(bodyLimit)));
        else chunks.push(chunk);
      });
      // An answer that ends before its announced length arrives as 'aborted', an error too.
      incoming.on('error', reject);
      incoming.on('end', () => {
        whole = true;
        const { 'content-encoding': coding = '', ...rest } = joined(incoming.headers);
        const status = incoming.statusCode ?? 0;
        decodeBody(Buffer.concat(chunks), coding, bodyLimit)
          .then((bytes) => resolve({ status, headers: rest, text: textOf(bytes), bytes }))
          .catch((error: unknown) => reject(Object.assign(error as Error, { status })));
      });
    });
    outgoing.on('error', (error) => reject(signal?.aborted ? (signal.reason as Error) : error));
    // Node hands such a connection over and forgets it; a client that asked for none has to end it.
    outgoing.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      reject(invalidResponse(ownTexts().answers.otherProtocol, statusCode));
    });
    // After an error it changes nothing; a whole answer may still be decoded.
    outgoing.on('close', () => {
      if (!whole) reject(invalidResponse(ownTexts().answers.none));
    });
    outgoing.end(body);
  });
}

function joined(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
  );
}
