import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll } from '@jest/globals';

export interface ConnectProxy {
  /** `localhost:PORT` */
  host: string;
  /** The CONNECT requests so far. */
  requests: { target: string; authorization: string | undefined }[];
  /** How many of its connections are open. */
  open(): number;
  /** Resolves when the next CONNECT request is there. */
  asked(): Promise<void>;
  close(): void;
}

export interface ConnectProxyOptions {
  /** What it answers instead of connecting; `hang` for nothing, `drop` for hanging up. */
  answer?: number | 'hang' | 'drop';
  /** Its Proxy-Authenticate, with each answer of its own. */
  methods?: string[];
  /** `name:password` that it wants. */
  credentials?: string;
  /** Over https. */
  tls?: { key: string; cert: string };
}

/** A real proxy on loopback; all are gone when the tests have run. */
export function connectProxies(): (options?: ConnectProxyOptions) => Promise<ConnectProxy> {
  const running: ConnectProxy[] = [];
  afterAll(() => running.forEach((proxy) => proxy.close()));
  return async (options = {}) => {
    const proxy = await start(options);
    running.push(proxy);
    return proxy;
  };
}

async function start(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const server: Server = options.tls ? createSecureServer(options.tls) : createServer();
  const sockets = new Set<Socket>();
  const requests: ConnectProxy['requests'] = [];
  const waiting: (() => void)[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    requests.push({ target: request.url ?? '', authorization });
    waiting.splice(0).forEach((done) => done());
    socket.on('error', () => undefined);
    serve(request, socket, options);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    requests,
    open: () => sockets.size,
    asked: () => new Promise((done) => waiting.push(done)),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function serve({ url, headers }: IncomingMessage, socket: Socket, options: ConnectProxyOptions) {
  const { answer, credentials } = options;
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const status = wanted && headers['proxy-authorization'] !== wanted ? 407 : answer;
  if (status === 'drop') return void socket.destroy();
  if (status !== undefined) {
    // It leaves hanging up to the client, and has to read to see it.
    socket.resume().on('end', () => socket.destroy());
    const page = '{"token_type":"Bearer","access_token":"from the proxy"}';
    const methods = (options.methods ?? []).map((method) => `proxy-authenticate: ${method}\r\n`);
    const head = `HTTP/1.1 ${status} No\r\n${methods.join('')}content-length: ${page.length}\r\n\r\n`;
    if (status !== 'hang') socket.write(head + page);
    return;
  }
  const { hostname, port } = new URL(`http://${url}`);
  const upstream = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}
