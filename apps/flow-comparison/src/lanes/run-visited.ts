import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@entra-flows/identity-emulator';
import { plainBrowser } from '@entra-flows/identity-emulator/testing/plain-browser';
import { launchChromium } from '@entra-flows/sample-testing/launch-chromium';
import { clientChannels, diagnosisOf } from './client-event.ts';
import { chromium, type LaneFlow } from './flows.ts';
import { laneWords } from './lane-texts.ts';
import { localeOf } from './locale.ts';
import { firstLine, type PreparedLane } from './prepare-lane.ts';
import { runChild, type RunningChild } from './run-child.ts';
import type { FlowRun, RunEnd } from './run-flow.ts';

/** An app that its user comes to with a browser: it goes on between the first run and the second. */
export interface VisitedApp {
  address: string;
  child: RunningChild;
  /** The run that its output belongs to. */
  run: FlowRun;
  /** Has it over, and ends its browser. */
  visit(run: 1 | 2): Promise<void>;
  close(): Promise<void>;
}

/** ms: the app runs until the lane is reset. */
const day = 86_400_000;

/** ms between the last thing that happened and the end of the run: pages ask for more on their way. */
const quiet = 600;

/** Runs an app that is visited, once, until its API has answered or nothing happens any more. */
export async function runVisited(
  made: PreparedLane,
  flow: LaneFlow,
  given: FlowRun,
): Promise<RunEnd & { app: VisitedApp }> {
  const app = made.visited ?? (made.visited = await startApp(made, flow, given));
  app.run = given;
  // Not the clock of the system, which may be set meanwhile.
  const state = { called: false, last: performance.now() };
  const unwatch = given.watch((step) => {
    state.last = performance.now();
    state.called ||= step.kind === 'api-call' && step.status === 200;
  });
  const end = performance.now() + given.longest;
  let fault: string | undefined;
  let over = false;
  const ended = app.child.ended.finally(() => void (over = true)).catch(() => {});
  try {
    if (given.user === 'you') given.open(app.address);
    const visit =
      given.user === 'you'
        ? new Promise<void>(() => {}) // the user's own; the API tells when it is done
        : app.visit(given.run).catch((error: unknown) => void (fault = firstLine(error)));
    let visited = false;
    void visit.then(() => (visited = true));
    while (!given.stop.aborted && !over && performance.now() < end) {
      const isQuiet = performance.now() - state.last > quiet;
      if (isQuiet && (state.called || visited)) break;
      await Promise.race([pause(50), ended]);
    }
    app.child.askLines();
    await pause(120);
    if (over) {
      const { code: exit, ...how } = await app.child.ended;
      return { ...how, app, exit };
    }
    const isLate = performance.now() >= end;
    const told = laneWords(({ visitOver, visitFailed }) =>
      fault === undefined ? visitOver : visitFailed(fault),
    );
    return {
      app,
      succeeded: state.called,
      exit: 0,
      visit: told,
      ...(isLate && { ended: 'too-long' }),
    };
  } finally {
    unwatch();
    if (over) await app.close();
    if (over) delete made.visited;
  }
}

async function startApp(made: PreparedLane, flow: LaneFlow, given: FlowRun): Promise<VisitedApp> {
  const { bundle, env, place } = made;
  const port = await freePort();
  const options = {
    ...{ id: randomUUID(), cwd: place.folder, longest: day },
    env: { ...env, ...localeOf(given.language()) },
  };
  const child = runChild(
    bundle,
    [...flow.args, '--port', String(port)],
    { ...options, channels: clientChannels },
    {
      client(message) {
        const { joined, say, lane, now } = app.run;
        joined.client(message);
        const diagnosis = diagnosisOf(message);
        if (diagnosis) say({ type: 'diagnosis', lane, at: now(), ...diagnosis });
      },
      terminal: (text) =>
        app.run.say({ type: 'terminal', lane: app.run.lane, at: app.run.now(), text }),
      lines: (ran) => app.run.say({ type: 'lines', lane: app.run.lane, at: app.run.now(), ran }),
    },
  );
  const address = `http://localhost:${port}`;
  const needsScripts = flow.runs === 'page' && given.user === 'scripted';
  const browser = needsScripts ? chromiumVisits(address) : plainVisits(address);
  const app: VisitedApp = {
    ...{ address, child, run: given },
    visit: (run) => browser.visit(run),
    async close() {
      child.end(undefined, 'SIGKILL');
      await browser.close();
      await child.ended.catch(() => {}); // its run tells
    },
  };
  made.closers.push(() => app.close());
  await listens(port, child);
  return app;
}

/** Resolves once something listens, or the program has ended. */
async function listens(port: number, child: RunningChild): Promise<void> {
  let over = false;
  void child.ended.finally(() => (over = true)).catch(() => {});
  for (let tries = 0; tries < 1000 && !over; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', () => resolve(false)).once('connect', () => resolve(true));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await pause(30);
  }
}

interface Visits {
  visit(run: 1 | 2): Promise<void>;
  close(): Promise<void>;
}

/** Signs in, and comes back with the cookies of the first visit. */
function plainVisits(address: string): Visits {
  const browser = plainBrowser();
  return {
    visit: async (run) =>
      void (await browser.open(`${address}${run === 1 ? '/sign-in' : '/profile'}`)),
    close: async () => {},
  };
}

/** ms until a browser that does not come up is given up. */
const longestLaunch = 30_000;

/** ms that a browser has for its end. */
const longestClose = 3_000;

/** The scripts of a page need a real browser; nobody sees this one. */
function chromiumVisits(address: string): Visits {
  const executablePath = chromium();
  // A signal is the stage's: it ends its lanes, and their browsers with them.
  const options = {
    ...{ timeout: longestLaunch, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    ...(executablePath && { executablePath }),
  };
  let browser: Awaited<ReturnType<typeof launchChromium>> | undefined;
  let isClosed = false;
  const launched = launchChromium(options).then(async (made) => {
    browser = made;
    if (isClosed) await made.close();
    return made.newPage();
  });
  launched.catch(() => {});
  return {
    async visit(run) {
      const page = await launched;
      await page.goto(`${address}/`);
      if (run === 1) await page.getByRole('button', { name: 'Sign in' }).click();
      await page
        .locator('#answer, #problem', { hasText: /HTTP |Next:/ })
        .first()
        .waitFor();
    },
    async close() {
      isClosed = true;
      // One that hangs is ended with the stage at the latest, and nobody waits for it.
      await Promise.race([browser?.close().catch(() => {}), browser && pause(longestClose)]);
    },
  };
}
