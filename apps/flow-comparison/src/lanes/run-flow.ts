import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Words } from '@entra-flows/flow-catalog';
import { followSignIn, type TraceStep } from '@entra-flows/identity-emulator';
import { linkThatWasOpened, openedLink } from '@entra-flows/sample-testing/browser-stand-in';
import type { LaneEvent, StageMessage } from '../messages.ts';
import { clientChannels, diagnosisOf, diagnosisOfCode } from './client-event.ts';
import type { LaneFlow } from './flows.ts';
import { scoreOf } from '../run/score.ts';
import type { JoinedEvents } from './join-events.ts';
import { laneWords } from './lane-texts.ts';
import { localeOf, spokenIn } from './locale.ts';
import { isFull, type PreparedLane } from './prepare-lane.ts';
import { runVisited } from './run-visited.ts';
import { type ChildEnd, runChild, type RunningChild } from './run-child.ts';

/** How a run ended. */
export interface RunEnd extends Partial<Omit<ChildEnd, 'code'>> {
  succeeded?: boolean;
  /** Code of the last failure that the list holds. */
  code?: string | undefined;
  exit?: number | null;
  /** A message for users. */
  failed?: Words;
  /** One for users where no exchange tells why: the app was visited, and goes on. */
  visit?: Words;
}

/** What a run needs of its lane. */
export interface FlowRun {
  lane: string;
  user: 'scripted' | 'you';
  run: 1 | 2;
  scenario?: string | undefined;
  /** ms until the run is given up. */
  longest: number;
  stop: AbortSignal;
  joined: JoinedEvents;
  say(message: StageMessage): void;
  now(): number;
  language(): 'en' | 'ko';
  /** An address for the user to open. */
  open(address: string): void;
  /** @returns what ends it */
  watch(watcher: (step: TraceStep) => void): () => void;
}

/** Runs the sample of a flow once, with its user, until it ends or is stopped. */
export async function runFlow(made: PreparedLane, flow: LaneFlow, lane: FlowRun): Promise<RunEnd> {
  const told: Told = {};
  const given: FlowRun = {
    ...lane,
    say(message) {
      if (message.type === 'diagnosis') told.code = message.code;
      lane.say(message);
    },
  };
  if (flow.runs === 'web' || flow.runs === 'page')
    return endOf(await runVisited(made, flow, given), given, told);
  const { stop } = given;
  rmSync(openedLink(made.place), { force: true });
  const broker = followBroker(made, given);
  const child = start(
    made,
    flow,
    { ...given, look: broker.look },
    await argumentsOf(made, flow, given),
  );
  const over = new AbortController();
  const onStop = () => child.end();
  stop.addEventListener('abort', onStop);
  let called = false;
  const unwatch = given.watch((step) => {
    if (isFailure(step)) void endsAfterFailure(made, given);
    if (flow.runs === 'service') {
      called ||= step.kind === 'api-call' && step.status === 200;
      if (called) child.end();
      else if (isFailure(step)) setTimeout(() => child.end(), serviceAfterFailure).unref();
    }
    if (given.user === 'you' && step.kind === 'device-code' && step.status === 200)
      given.open(spokenIn(`${made.emulator.pages}/devicelogin`, given.language()));
  });
  try {
    if (flow.opensBrowser) void openBrowser(made, given, over.signal);
    const { code: exit, ...how } = await child.ended;
    // The last answers are still on their way here.
    await pause(120);
    const succeeded = exit === 0 && how.ended === undefined && (called || flow.runs !== 'service');
    const isHelpless = !succeeded && told.code === undefined && isFull(made.place.folder);
    const failed = isHelpless ? { failed: laneWords('diskFull') } : {};
    return endOf({ ...how, ...failed, exit, succeeded, code: told.code }, given, told);
  } finally {
    over.abort();
    broker.end();
    unwatch();
    stop.removeEventListener('abort', onStop);
  }
}

/** What was said so far of a failure. */
interface Told {
  /** Code of the last diagnosis. */
  code?: string;
}

/** The last event of the list: how it ended. */
function endOf(end: RunEnd, given: FlowRun, told: Told): RunEnd {
  const { joined, stop } = given;
  joined.flush();
  const { succeeded = false, exit } = end;
  const isFailed = !succeeded && !stop.aborted;
  const code = isFailed ? (end.code ?? lastFailure(joined.all())) : undefined;
  const failed =
    code === undefined ? end.visit : end.code === undefined ? diagnoseApi(code, given) : undefined;
  if (isFailed && failed === undefined) diagnosePage(code, given, told);
  joined.stage({
    ...{ source: 'stage', kind: 'outcome', from: 'app', to: 'user' },
    note: { exit: exit ?? -1, succeeded },
    ...(code && { failed: { code } }),
  });
  return { ...end, code, ...(failed !== undefined && { failed }) };
}

/**
 * The library gave a token, and has nothing to diagnose; the API failed.
 *
 * @returns what happened, for users
 */
function diagnoseApi(code: string, { joined, say, lane, now }: FlowRun): Words | undefined {
  if (!code.startsWith('http_') || scoreOf(joined.all()).tokenAfter === undefined) return undefined;
  const title = laneWords(({ apiFailed }) => apiFailed(code).title);
  const remedy = laneWords(({ apiFailed }) => apiFailed(code).remedy);
  say({ type: 'diagnosis', lane, at: now(), code, category: 'api', title, remedy });
  return title;
}

/**
 * What the authority says to the user alone stays on its page: the app hears nothing, and its own diagnosis, if it
 * has one, is that time is up.
 */
function diagnosePage(code: string | undefined, given: FlowRun, { code: said }: Told): void {
  const { joined, say, lane, now } = given;
  if (said !== undefined && said !== 'user_timeout_reached') return;
  const page = joined.all().findLast(({ to, failed }) => to === 'browser' && failed)?.failed?.code;
  const shown = page ?? code;
  if (shown === undefined || shown === said) return;
  const { insteadFlow: _, ...diagnosis } = diagnosisOfCode(shown);
  const remedy =
    page === undefined
      ? diagnosis.remedy
      : laneWords((texts, language) => texts.pageShowed(page, diagnosis.remedy[language]));
  say({ type: 'diagnosis', lane, at: now(), ...diagnosis, remedy });
}

/** ms that a service has after a failure: it would go on trying for ever. */
const serviceAfterFailure = 12_000;

/** That the user has not finished yet is none. */
const isFailure = ({ status, error }: TraceStep) =>
  (status === 0 || status >= 400) && error !== 'authorization_pending';

/** Scenarios that are over with their first failure: a good client waits, and then goes on. */
const passing = ['throttled', 'tenant-throttled'];

async function endsAfterFailure({ emulator }: PreparedLane, { scenario }: FlowRun): Promise<void> {
  if (scenario === undefined || !passing.includes(scenario)) return;
  await emulator.control.withdraw(scenario).catch(() => {}); // the emulator is gone, which is said elsewhere
}

/** Seconds for a user whom a page tells what is wrong: the app gets no answer then. */
const patience = ['--timeout', '20'];

async function argumentsOf({ cache }: PreparedLane, flow: LaneFlow, { scenario, user }: FlowRun) {
  const isShort = scenario !== undefined && flow.opensBrowser && user === 'scripted';
  return [...flow.args, ...(isShort ? patience : []), '--cache', cache];
}

function start(
  { bundle, env, place, emulator }: PreparedLane,
  flow: LaneFlow,
  { lane, longest, joined, say, now, language, look }: FlowRun & { look: () => void },
  args: readonly string[],
): RunningChild {
  const options = {
    ...{ id: randomUUID(), cwd: place.folder, longest, channels: clientChannels },
    env: { ...env, ...localeOf(language()) },
  };
  const child = runChild(bundle, args, options, {
    client(message) {
      // What was asked of the broker before that is written by now.
      look();
      joined.client(message);
      const diagnosis = diagnosisOf(message);
      if (diagnosis) say({ type: 'diagnosis', lane, at: now(), ...diagnosis });
    },
    terminal: (text) => say({ type: 'terminal', lane, at: now(), text }),
    lines: (ran) => say({ type: 'lines', lane, at: now(), ran }),
  });
  const { password = '' } = emulator.users.find(({ username }) => username === flow.user) ?? {
    password: 'Password-of-Frida-1',
  };
  child.stdin?.end(flow.readsPassword ? `${password}\n` : '');
  return child;
}

/** ms between two looks at what the stand-in of the broker wrote. */
const brokerPause = 30;

/** Tells what the sample asks of its broker. */
function followBroker(
  { brokerCalls }: PreparedLane,
  { joined }: FlowRun,
): { look(): void; end(): void } {
  if (!brokerCalls) return { look() {}, end() {} };
  let seen = brokerCalls().length;
  const look = () => {
    let all: ReturnType<typeof brokerCalls>;
    try {
      all = brokerCalls();
    } catch {
      return; // half written on a full disk, or removed meanwhile
    }
    for (const { call, at } of all.slice(seen)) {
      if (call === 'getAllAccounts') continue; // which accounts there are is asked at every step
      const event = { source: 'stage', kind: 'broker', from: 'app', to: 'app' } as const;
      joined.stage({ ...event, note: { call, standIn: true } }, at);
    }
    seen = all.length;
  };
  const timer = setInterval(look, brokerPause);
  return { look, end: () => clearInterval(timer) };
}

/** The stand-in of the system's browser has got the link. */
async function openBrowser({ place }: PreparedLane, given: FlowRun, over: AbortSignal) {
  const { user, open, language } = given;
  const link = await linkThatWasOpened(place, over).catch(() => undefined);
  if (link === undefined || over.aborted) return;
  if (user === 'you') return open(spokenIn(link, language()));
  await followSignIn(link).catch(() => undefined); // the sample says what came of it
}

const lastFailure = (events: readonly LaneEvent[]): string | undefined =>
  events.findLast(({ failed }) => failed && failed.code !== 'authorization_pending')?.failed?.code;
