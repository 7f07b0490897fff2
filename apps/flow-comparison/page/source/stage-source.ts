import type {
  ChosenLane,
  ChosenScene,
  StageMessage,
  StagePolicy,
  StageState,
} from '../../src/messages.ts';
import type { Language } from '../../src/run/explain.ts';

/** What to start: all lanes, or one. */
export interface StartRequest {
  run: 1 | 2;
  scenario?: string;
  /** Seconds by which the clock goes ahead once a code is shown. */
  advanceSeconds?: number;
  lane?: string;
  /** The scenario is for this lane alone. */
  scenarioLane?: string;
  /** Lanes that are left out. */
  without?: readonly string[];
}

/** Thrown where a lane that runs was to start: a user may be signing in to it. */
export class StillRunning extends Error {}

/** Thrown where nothing answers a request of the page. */
export class NoStage extends Error {}

/** Asks what serves this page. An error of any other kind is a mistake in the page's own program. */
export const ask: typeof fetch = (what, request) =>
  fetch(what, request).catch(() => {
    throw new NoStage();
  });

/**
 * A file beside this page.
 *
 * @throws {Error} with its path and the status, where the host does not give it
 */
export async function askFile(path: string): Promise<Response> {
  const response = await ask(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Who follows a stage. */
export interface StageListener {
  /** In the order in which they happened. */
  messages(messages: readonly StageMessage[]): void;
  /** Whether the stage can be reached. */
  connected(isConnected: boolean): void;
  /** The stage takes this page no more: it was started anew. */
  ended(): void;
}

/** Where runs come from: a stage that runs flows, or recordings of it. */
export interface StageSource {
  kind: 'live' | 'recorded';
  /** The runs are all there, inside the page: nothing else can be chosen, and nothing is started. */
  isCarried?: boolean;
  describe(language: Language): Promise<StageState>;
  follow(listener: StageListener): void;
  choose(lanes: readonly ChosenLane[]): Promise<void>;
  start(request: StartRequest): Promise<void>;
  /** Tells all who watch the stage. */
  setScene(chosen: ChosenScene): Promise<void>;
  /** All lanes, or one. */
  stop(lane?: string): Promise<void>;
  reset(): Promise<void>;
  setPolicies(policies: readonly StagePolicy[]): Promise<void>;
}
