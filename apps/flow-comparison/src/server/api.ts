import type { IncomingMessage } from 'node:http';
import { laneFlows } from '../lanes/flows.ts';
import { policyTexts } from '../lanes/policy-texts.ts';
import type { StagePolicy } from '../messages.ts';
import { findScenario } from '@entra-flows/identity-emulator';
import { scenesIn } from '../scenes.ts';
import { mostLanes, type Stage } from '../stage.ts';
import { stageState } from '../stage-state.ts';
import { flag, list, readBody, RequestError, word } from './read-request.ts';

type Answer = { status: number; body: unknown };
type Call = (stage: Stage, request: IncomingMessage, url: URL) => Promise<unknown>;

/**
 * The page's calls, by method and path. The emulators' control stays closed to pages: what these do not offer
 * cannot be asked.
 */
const calls: Readonly<Record<string, Call>> = {
  'GET /api/stage': async (stage, _request, url) => {
    const language = url.searchParams.get('lang') === 'ko' ? 'ko' : 'en';
    stage.speak(language);
    return stageState(stage, language);
  },
  'PUT /api/lanes': async (stage, request) => {
    const lanes = list(await readBody(request), 'lanes').map(chosenLane);
    if (lanes.length < 1 || lanes.length > mostLanes)
      throw new RequestError(`The stage has 1 to ${mostLanes} lanes.`);
    await stage.setLanes(lanes);
    return { lanes: stage.lanes() };
  },
  'POST /api/start': async (stage, request) => {
    const body = await readBody(request);
    const [lane, scenario] = [word(body, 'lane'), word(body, 'scenario')];
    const { run = 1, advanceSeconds = 0 } = body;
    const reset = flag(body, 'reset');
    if (run !== 1 && run !== 2) throw new RequestError('"run" is 1 or 2.');
    requireScenario(scenario);
    if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0 && advanceSeconds <= 1e8))
      throw new RequestError('"advanceSeconds" is not a number of seconds.');
    requireLane(stage, lane);
    // A user may be signing in to it.
    if (!reset && stage.isRunning(lane))
      throw new RequestError('Lanes are running. Stop them first, or ask with "reset": true.', 409);
    if (run === 2 && stage.isRefused(lane))
      throw new RequestError('The first run got no token, so there is no second. Ask for run 1.');
    // The stream tells what comes of it.
    void stage.start({
      run,
      ...(scenario && { scenario }),
      ...(advanceSeconds && { advanceSeconds }),
      ...(lane && { lane }),
    });
    return {};
  },
  'POST /api/stop': async (stage, request) => {
    const lane = word(await readBody(request), 'lane');
    requireLane(stage, lane);
    await stage.stop(lane);
  },
  'POST /api/reset': async (stage, request) => {
    const lane = word(await readBody(request), 'lane');
    requireLane(stage, lane);
    await stage.reset(lane);
  },
  'PUT /api/scene': async (stage, request) => {
    const body = await readBody(request);
    const [scene, scenario, lane] = ['scene', 'scenario', 'lane'].map((name) => word(body, name));
    if (scene !== undefined && !scenesIn('en').some(({ id }) => id === scene))
      throw new RequestError(`There is no scene ${scene}.`);
    requireScenario(scenario);
    requireLane(stage, lane);
    stage.setScene({ scene, scenario, scenarioLane: lane });
  },
  'PUT /api/policies': async (stage, request) => {
    const body = await readBody(request);
    const lane = word(body, 'lane');
    requireLane(stage, lane);
    const policies = list(body, 'policies').map(chosenPolicy);
    await stage.setPolicies(policies, lane);
  },
};

/** @returns undefined for an address that the page does not have */
export async function answerCall(
  stage: Stage,
  request: IncomingMessage,
  url: URL,
): Promise<Answer | undefined> {
  const call = calls[`${request.method} ${url.pathname}`];
  if (!call) return undefined;
  try {
    return { status: 200, body: (await call(stage, request, url)) ?? {} };
  } catch (error) {
    const { message, status = 500 } = error as RequestError;
    return { status, body: { error: message.split('\n', 1)[0]?.slice(0, 300) } };
  }
}

function chosenLane(body: Record<string, unknown>): Parameters<Stage['setLanes']>[0][number] {
  const flow = word(body, 'flow') ?? '';
  if (!laneFlows.some((one) => one.flow === flow))
    throw new RequestError(`There is no flow ${flow}.`);
  const user = word(body, 'user') ?? 'scripted';
  if (user !== 'you' && user !== 'scripted')
    throw new RequestError('"user" is "you" or "scripted".');
  return { lane: word(body, 'lane'), flow, user };
}

function chosenPolicy(body: Record<string, unknown>): Pick<StagePolicy, 'id' | 'on'> {
  const id = word(body, 'id') ?? '';
  if (!Object.hasOwn(policyTexts.en, id)) throw new RequestError(`There is no policy ${id}.`);
  if (body['on'] === undefined) throw new RequestError('"on" is missing.');
  return { id, on: flag(body, 'on') };
}

function requireScenario(scenario: string | undefined): void {
  if (scenario === undefined || findScenario(scenario)) return;
  throw new RequestError(`There is no scenario ${scenario}.`);
}

function requireLane(stage: Stage, lane: string | undefined): void {
  if (lane === undefined || stage.lanes().some((one) => one.lane === lane)) return;
  throw new RequestError(`There is no lane ${lane}.`);
}
