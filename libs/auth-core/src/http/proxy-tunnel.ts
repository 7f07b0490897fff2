import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Duplex } from 'node:stream';
import { portOf, ProxyError } from './proxy-error.ts';
import type { Proxy } from './proxy-for.ts';
import { isPassingFault } from './transient.ts';

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
      else reject(ProxyError.failed(proxy, error, isPassingFault(error)));
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
