import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Proxy } from './proxy-for.ts';
import { openTunnel, type TunnelOptions } from './proxy-tunnel.ts';

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
