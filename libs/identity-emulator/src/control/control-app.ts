import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
  type Router,
} from 'express';
import { checkHost } from '../server/check-host.ts';
import type { UserRule } from './user/user-rule.ts';
import { scenarios } from './scenarios/catalogue.ts';
import type { Fault } from './faults/fault.ts';
import { sameSecret } from '../server/secret.ts';
import type { PolicyChange } from '../directory/live-policies.ts';
import { checkFields, ControlError } from './check-value.ts';
import type { EmulatorControl } from './emulator-control.ts';
import type { Leases } from './leases.ts';

interface ControlOptions {
  secret: string;
  installation: string;
  /** Undefined until it listens. */
  port: () => number | undefined;
  /** What there is to control; undefined while the emulator is starting. */
  running: () => Running | undefined;
}

export interface Running {
  control: EmulatorControl;
  leases: Leases;
  /** Turns a response into a stream of exchanges. */
  trace(response: ServerResponse): void;
  /** Turns a response into a stream of steps. */
  steps(response: ServerResponse): void;
}

/** The control API: `EmulatorControl` over HTTP, for other processes of this machine. */
export function controlApp({ secret, installation, port, running }: ControlOptions): Express {
  const app = express();
  const isReady = (): boolean => running()?.leases.refusing === false;
  app.disable('x-powered-by');
  app.use(checkHost('http', port), refuseBrowsers);
  app.get('/health', (_, response) => {
    const { pid } = process;
    response.json({ name: 'identity-emulator', installation, pid, ready: isReady() });
  });
  app.use(checkSecret(secret), express.json({ limit: '1mb', inflate: false }));
  app.use((_, response, next) => {
    if (isReady()) next();
    else response.status(503).json({ error: 'The emulator is starting or leaving. Ask again.' });
  });
  app.use(
    orders(() => running() as Running),
    refused,
  );
  return app;
}

/** @param running answers only while the emulator is ready */
function orders(running: () => Running): Router {
  const router = express.Router();
  const control = () => running().control;
  router.get('/hold', async ({ query: { scenario, label } }, response) => {
    if (typeof scenario === 'string')
      await playWhile(
        response,
        control(),
        scenario,
        typeof label === 'string' ? label : randomUUID(),
      );
    running().leases.take(response);
  });
  router.get('/trace', (_, response) => running().trace(response));
  router.get('/steps', (_, response) => running().steps(response));
  router.get('/scenarios', (_, response) => void response.json(scenarios));
  router.get('/exchanges', async (_, response) => void response.json(await control().exchanges()));
  router.get(
    '/policies',
    async (_, response) => void response.json(await control().policies.list()),
  );
  router.post(
    '/policies',
    order((body) => control().policies.change(...changesIn(body))),
  );
  router.post(
    '/user',
    order((body) => control().user(body as UserRule)),
  );
  router.post(
    '/faults',
    order((body) => control().fault(body as Fault)),
  );
  router.post(
    '/play',
    order((body) => {
      const { scenario, label } = checkFields(body, 'The body', ['scenario', 'label']);
      return control().play(scenario as string, label as string | undefined);
    }),
  );
  router.delete(
    '/faults',
    order((_, name) => (name === undefined ? control().reset() : control().withdraw(name))),
  );
  router.post(
    '/clock',
    order((body) => control().advanceClock(secondsOf(body))),
  );
  router.use((_, response) => void response.status(404).json({ error: 'No such control call.' }));
  return router;
}

/** A scenario of a program that may be killed: it ends with the connection, whatever ends that. */
async function playWhile(
  response: ServerResponse,
  control: EmulatorControl,
  scenario: string,
  label: string,
): Promise<void> {
  response.once('close', () => void control.withdraw(label));
  await control.play(scenario, label);
  if (response.destroyed) await control.withdraw(label);
}

function changesIn(body: unknown): PolicyChange[] {
  const { changes } = checkFields(body, 'The body', ['changes']);
  if (!Array.isArray(changes)) throw new ControlError("'changes' must be a list.");
  return changes as PolicyChange[];
}

const secondsOf = (body: unknown): number =>
  checkFields(body, 'The body', ['seconds'])['seconds'] as number;

/** Runs one call of the control; its own checks decide whether the body is sound. */
function order(run: (body: unknown, name?: string) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const { name } = request.query;
    await run(request.body, typeof name === 'string' ? name : undefined);
    response.json({});
  };
}

/** Browsers name the page that a request comes from; no page has business here. */
const refuseBrowsers: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site') ?? 'none';
  if (request.get('origin') === undefined && site === 'none') next();
  else response.status(403).json({ error: 'The control API does not answer web pages.' });
};

function checkSecret(secret: string): RequestHandler {
  return (request, response, next) => {
    if (sameSecret(request.get('x-emulator-secret') ?? '', secret)) next();
    else response.status(401).json({ error: 'The header x-emulator-secret is missing or wrong.' });
  };
}

/** Every failure here comes from what was sent: say what was wrong with it. */
const refused: ErrorRequestHandler = (error: Error & { status?: number }, _, response, next) => {
  if (response.headersSent) return next(error);
  const status = error.status !== undefined && error.status < 500 ? error.status : 400;
  response.status(status).json({ error: error.message });
};
