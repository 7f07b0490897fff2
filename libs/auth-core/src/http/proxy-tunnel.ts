import { request as plain } from 'node:http';
import { Agent, request as secure, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { portOf, type Proxy, ProxyError } from './proxy-for.ts';
import { isTransientError } from './retry.ts';

export interface TunnelOptions {
  signal?: AbortSignal | undefined;
  /** PEM; for a proxy over https with a certificate authority of its own. */
  ca?: string | undefined;
}

/**
 * Has a proxy connect to `target` and gives the connection, through which nothing has gone yet.
 *
 * @param target - `host:port`
 * @throws {ProxyError} when the proxy cannot be reached or says no
 * @throws the signal's reason
 * @see RFC 9110, 9.3.6: CONNECT
 */
export function openTunnel(proxy: Proxy, target: string, options: TunnelOptions): Promise<Duplex> {
  const { signal, ca } = options;
  const { url } = proxy;
  const open = url.protocol === 'https:' ? secure : plain;
  return new Promise((resolve, reject) => {
    const outgoing = open({
      method: 'CONNECT',
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: portOf(url),
      path: target,
      headers: { host: target, ...credentials(proxy) },
      agent: false,
      ...(signal ? { signal } : {}),
      ...(ca ? { ca } : {}),
    });
    outgoing.on('error', (error) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else reject(ProxyError.failed(proxy, error, isTransientError(error)));
    });
    // Every answer to CONNECT arrives here. What a refusing proxy says besides is not read:
    // it is not the authority that says it.
    outgoing.on('connect', ({ statusCode = 0, headers }, socket: Duplex, head: Buffer) => {
      if (statusCode >= 200 && statusCode < 300) {
        // What came together with the answer is the target's already.
        if (head.length > 0) socket.unshift(head);
        return resolve(socket);
      }
      socket.destroy();
      const methods = String(headers['proxy-authenticate'] ?? '');
      reject(ProxyError.refused(proxy, target, statusCode, methods));
    });
    outgoing.end();
  });
}

/** RFC 7617: Basic. */
function credentials({ url, variable }: Proxy): Record<string, string> {
  const { username, password } = url;
  if (!username && !password) return {};
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
  } catch {
    const why = 'whose user name or password has a stray %';
    throw ProxyError.setting(variable, why, 'encoding');
  }
}

/** Options of a request; Node strips `signal` from what an agent gets, so it comes twice. */
export interface TunneledRequest extends RequestOptions {
  tunnel?: TunnelOptions;
}

/**
 * An agent whose connections go through a proxy. TLS is with the target, inside the tunnel, so the
 * proxy sees its name and nothing else; keep-alive and TLS sessions are those of Node's own agent.
 *
 * Over node:http and not https-proxy-agent: that one leaves its socket open after an abort, hands
 * a refusing proxy's page to the caller as the answer of the target, and writes the proxy's URL
 * with its password to stderr when DEBUG is set.
 */
export class TunnelAgent extends Agent {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super({ keepAlive: true });
    this.#proxy = proxy;
  }

  override createConnection(
    options: TunneledRequest,
    done: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { host, port, tunnel = {} } = options;
    const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
    const connect = async () => {
      const socket = await openTunnel(this.#proxy, target, tunnel);
      return super.createConnection({ ...options, socket } as RequestOptions) as Duplex;
    };
    const failed = done as (error: Error) => void;
    connect().then((stream) => done(null, stream), failed);
  }
}
