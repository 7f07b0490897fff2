import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { keepRoom } from '@entra-flows/primitives/keep-room';
import { listenOnLoopback } from '@entra-flows/primitives/listen-on-loopback';
import { said } from '@entra-flows/primitives/said';
import { controlApp, type Running } from './control/control-app.ts';
import { leases } from './control/leases.ts';
import { sendTrace } from './control/send-trace.ts';
import { localControl } from './control/emulator-control.ts';
import { checkEmulatorOptions } from './check-emulator-options.ts';
import { createState, type Rooms } from './create-state.ts';
import { defaultDirectory } from './directory/default-directory.ts';
import type { EmulatorOptions, IdentityEmulator } from './emulator.ts';
import { protocolApp } from './protocol/protocol-app.ts';
import { type Addresses, localOrigin } from './server/addresses.ts';
import { connectionLimit, handshakeTimeout, serverLimits } from './server/limits.ts';
import { pagesApp } from './pages/pages-app.ts';
import { steps } from './pages/steps.ts';
import { clampStores } from './control/scenarios/play-scenario.ts';
import { openInstallation } from './installation-files.ts';
import { newSecret } from './server/secret.ts';

/**
 * Starts a local Microsoft identity platform on loopback, for tests and for learning.
 *
 * @param options everything has a default
 * @returns the emulator, once all of its servers listen; `close()` or `await using` ends it
 * @throws TypeError that lists each mistake of the options, and of `options.directory`, by its path; Error with a message
 *   for users when the data folder, the keytab, a scenario or a fault cannot be used; one with the `code` (EADDRINUSE)
 *   and the `port` of `listen`, too, when a port that was asked for cannot be used
 * @example
 * const emulator = await startIdentityEmulator();
 * try {
 *   await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
 *   await emulator.control.fault({ at: 'token', times: 1, answer: { status: 503 } });
 *   // … run the client under test at emulator.authority
 * } finally {
 *   await emulator.close();
 * }
 */
export async function startIdentityEmulator(
  options: EmulatorOptions = {},
): Promise<IdentityEmulator> {
  checkEmulatorOptions(options);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await start(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param closers what must be undone, in the order in which it was done */
async function start(
  options: EmulatorOptions,
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<IdentityEmulator> {
  const controlSecret = options.controlSecret ?? newSecret();
  const listen = async (name: PortOption, most = connectionLimit, makeServer: () => Server) => {
    const make = () => keepRoom(makeServer(), most);
    const listener = await listenOnLoopback(make, options[name] ?? 0).catch(
      (error: NodeJS.ErrnoException) => {
        throw options[name] ? portUnusable(name, options[name], error) : error;
      },
    );
    closers.push(listener.close);
    return listener.port;
  };
  // The control port comes first and goes last: who has it has the data folder.
  let controlPort: number | undefined = undefined;
  let running: Running | undefined = undefined;
  const controlHandler = controlApp({
    secret: controlSecret,
    installation: options.installation ?? randomUUID(),
    port: () => controlPort,
    running: () => running,
  });
  controlPort = await listen('controlPort', undefined, () =>
    createHttpServer(serverLimits, controlHandler),
  );

  const { signingKey, certificate, journal } = await openInstallation(
    options.dataDir,
    controlPort,
    options.log ?? (() => {}),
  );
  closers.push(() => journal.close());
  const rooms = createState(options, signingKey, journal);
  const { protocol: state, pages: pagesState } = rooms;
  await clampStores(rooms.control);
  const { cert, ca, key } = certificate;
  const tls = { ...serverLimits, handshakeTimeout, cert: cert + ca, key };
  const pagePaths = steps.map(({ path }) => path);
  const protocolHandler = protocolApp(state, pagePaths);
  const pagesHandler = pagesApp(state, pagesState);
  const protocol = await listen('port', options.maxConnections, () =>
    createHttpsServer(tls, protocolHandler),
  );
  const pages = await listen('pagesPort', options.maxConnections, () =>
    state.pagesScheme === 'https'
      ? createHttpsServer(tls, pagesHandler)
      : createHttpServer(serverLimits, pagesHandler),
  );
  state.ports = { protocol, pages };

  const open = leases((count) => options.onLeases?.(count));
  running = {
    control: localControl(rooms.control),
    leases: open,
    trace: (response) => sendTrace(state.exchanges, response),
    steps: (response) => sendTrace(state.exchanges.steps, response),
  };
  closers.push(sweeper(rooms), async () => {
    open.refuse();
    state.exchanges.close();
  });
  for (const name of options.scenarios ?? []) await running.control.play(name);
  for (const fault of options.faults ?? []) await running.control.fault(fault);
  return {
    ...facts(options, state.addressesFor()),
    ca,
    control: running.control,
    controlUrl: localOrigin('http', controlPort),
    controlSecret,
    close,
    [Symbol.asyncDispose]: close,
  };
}

type PortOption = 'port' | 'pagesPort' | 'controlPort';

/** With code and port of the error, by which a program may choose another one. */
function portUnusable(name: PortOption, port: number, error: NodeJS.ErrnoException): Error {
  const { code } = error;
  const message = said(
    code === 'EADDRINUSE'
      ? {
          en: `Port ${port} is taken by another program, perhaps by another emulator. End that program, or give another number as ${name}: 0 is any free port.`,
          ko: `${port} 포트를 다른 프로그램(다른 에뮬레이터일 수 있음)이 쓰고 있습니다. 그 프로그램을 끝내거나 ${name}에 다른 번호를 지정하세요. 0은 비어 있는 아무 포트입니다.`,
        }
      : {
          en: `Port ${port} cannot be used (${code}). Give another number as ${name}: 0 is any free port.`,
          ko: `${port} 포트를 쓸 수 없습니다(${code}). ${name}에 다른 번호를 지정하세요. 0은 비어 있는 아무 포트입니다.`,
        },
  );
  return Object.assign(new Error(message, { cause: error }), { code, port });
}

function facts(
  { directory = defaultDirectory }: EmulatorOptions,
  { origin, pagesOrigin, graph, arm }: Addresses,
) {
  const [tenant] = directory.tenants;
  const authorityFor = (name: string): string => `${origin}/${encodeURIComponent(name)}`;
  return {
    authority: authorityFor(tenant?.id ?? 'common'),
    authorityFor,
    clientId: tenant?.apps[0]?.clientId ?? '',
    graph,
    arm,
    pages: pagesOrigin,
    users: (tenant?.users ?? []).map(({ username, password, displayName }) => ({
      username,
      password,
      displayName,
    })),
  };
}

/** Forgets what has expired, once a minute. @returns what stops it, and the scripted user */
function sweeper({ protocol, control }: Rooms): () => Promise<void> {
  const sweep = (): void => {
    const { authorizationCodes, deviceCodes, refreshTokens, sessions } = control;
    const stores = [authorizationCodes, deviceCodes, refreshTokens, sessions];
    Promise.all(stores.map((store) => store.sweep())).catch((error: unknown) =>
      protocol.reportFault(error),
    );
  };
  const timer = setInterval(sweep, 60_000).unref();
  return async () => {
    clearInterval(timer);
    control.user.clear();
  };
}
