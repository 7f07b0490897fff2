import { createServer, type Server } from 'node:http';
import { keepRoom, listenOnLoopback, manyCookies, portProblem } from '@entra-flows/auth-core';
import { UsageError } from '@entra-flows/sample-kit';

/** The app's servers, one for each address of loopback. */
export interface Listening {
  servers: Server[];
  /** `http://localhost:{port}` */
  address: string;
}

/** ms: a client keeps no connection by sending slowly, or nothing. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
};

/** A proxy in front opens some hundred. */
const MOST_CONNECTIONS = 1000;

/**
 * Listens on `localhost`, on both of its addresses: another program on the other one would see codes,
 * cookies and pages.
 *
 * @param most - connections for each address; idle ones make room for others
 * @throws {UsageError} when the port cannot be used on each of them
 */
export async function listen(port: number, most = MOST_CONNECTIONS): Promise<Listening> {
  const made: Server[] = [];
  const makeServer = () => {
    const server = createServer({ ...LIMITS, ...manyCookies });
    made.push(server);
    return keepRoom(server, most);
  };
  try {
    const { port: actual } = await listenOnLoopback(makeServer, port);
    // Without IPv6, or after a port that was half taken, others have been given up.
    return {
      servers: made.filter(({ listening }) => listening),
      address: `http://localhost:${actual}`,
    };
  } catch (error) {
    throw new UsageError(portProblem(port, error));
  }
}
