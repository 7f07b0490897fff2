// What the lane runner tells, the stream carries, and a recording holds. The page knows these types and
// nothing else of the server.

import type { Words } from '@entra-flows/flow-catalog';

/** One of the parties of a flow. `user` sits at the browser; `adfs` is an organization's own authority. */
export type Actor = 'user' | 'app' | 'browser' | 'authority' | 'adfs' | 'api';

/** HTTP of an event, redacted: what an allow-list does not name is not here. */
export interface LaneExchange {
  method: string;
  /** Path without the query. */
  path: string;
  status?: number;
  /** Milliseconds until the answer was complete. */
  ms?: number;
  requestBytes?: number;
  answerBytes?: number;
  correlationId?: string;
  /** Of query or body; a secret appears as `[612 chars]`. */
  parameters: Record<string, string>;
  /** Fields of the answer; a secret appears as `[612 chars]`. */
  answer: Record<string, string>;
}

/** One thing that happened in a lane. */
export interface LaneEvent {
  /** Counts from 1 in its lane. */
  order: number;
  /** Milliseconds since the stage's start button. */
  at: number;
  /** Where it comes from: the emulator's trace, the client's diagnostics channels, or the stage itself. */
  source: 'authority' | 'client' | 'stage';
  /**
   * Such as `cache-lookup`, `silent`, `discovery`, `device-code`, `show-code`, `poll`, `authorize`, `page`,
   * `account`, `password`, `mfa`, `consent`, `code-typed`, `redirect`, `redeem-code`, `refresh`,
   * `username-password`, `user-realm`, `adfs`, `assertion`, `api-call`, `retry-wait`, `answer-wait`, `no-answer`,
   * `bad-answer`, `clock`, `outcome`. A page that does not know
   * one shows it as it is.
   */
  kind: string;
  from: Actor;
  /** The same as `from` for something inside an actor. */
  to: Actor;
  /** `order` of the event that caused it. */
  causedBy?: number;
  exchange?: LaneExchange;
  /** AADSTS code, error of OAuth, or code of the library. */
  failed?: { code: string; suberror?: string };
  /** Small facts of the kind: name of the account, category of a failure, seconds to wait. */
  note?: Record<string, string | number | boolean>;
}

/**
 * State of a lane. `unavailable`: cannot run on this machine; `message` says why and what would help. `removed`: it
 * is the last thing that is said of it.
 */
export type LaneState =
  | 'starting'
  | 'ready'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'unavailable'
  | 'stopped'
  | 'removed';

/** A policy of the lane's tenant that can be switched while it runs. */
export interface StagePolicy {
  id: string;
  title: string;
  /** For the button at the top. */
  short: string;
  on: boolean;
}

/** Where a lane is. */
export interface LaneMessage {
  type: 'lane';
  lane: string;
  at: number;
  state: LaneState;
  flow: string;
  sample: string;
  /** First run, or second with what the first left in the cache: none where the first got no token. */
  run: 1 | 2;
  scenario?: string;
  /** In each language: the page is switched to the other one after the run. */
  message?: Words;
  /** The flow cannot run on this machine: its recording is played. */
  recorded?: true;
  /** Address of this machine for a user who signs in by hand, to be opened in a window beside. */
  open?: string;
}

/** Output of the sample, with SGR sequences, redacted. */
export interface TerminalMessage {
  type: 'terminal';
  lane: string;
  at: number;
  text: string;
}

/** A page that the user saw, without scripts and hidden fields. */
export interface ScreenMessage {
  type: 'screen';
  lane: string;
  at: number;
  /** Of the event that it belongs to. */
  order: number;
  title: string;
  html: string;
}

/** Claims of the tokens that the lane got, never a signature. */
export interface TokenMessage {
  type: 'token';
  lane: string;
  at: number;
  access?: Record<string, unknown>;
  id?: Record<string, unknown>;
  lifetimeSeconds?: number;
  refreshable?: boolean;
}

/** Lines of the sample's main.ts that ran, from 1. */
export interface LinesMessage {
  type: 'lines';
  lane: string;
  at: number;
  ran: number[];
}

/** What the library says of a failure. */
export interface DiagnosisMessage {
  type: 'diagnosis';
  lane: string;
  at: number;
  code: string;
  category: string;
  title: Words;
  remedy: Words;
  /** Flow to try instead. */
  insteadFlow?: string;
}

/** The policies of the lane's tenant. */
export interface PoliciesMessage {
  type: 'policies';
  lane: string;
  at: number;
  policies: Pick<StagePolicy, 'id' | 'on'>[];
}

/** What all who watch have chosen: a scene, or a failure without one. Nothing after it was left. */
export interface ChosenScene {
  scene?: string | undefined;
  scenario?: string | undefined;
  /** The failure is for this lane alone. */
  scenarioLane?: string | undefined;
}

/** Tells it. */
export interface SceneMessage extends ChosenScene {
  type: 'scene';
  /** Empty: it is of no lane. */
  lane: string;
  at: number;
}

/** What the stream carries and a recording holds: the page replays one exactly as it follows the other. */
export type StageMessage =
  | LaneMessage
  | { type: 'event'; lane: string; event: LaneEvent }
  | TerminalMessage
  | ScreenMessage
  | TokenMessage
  | LinesMessage
  | DiagnosisMessage
  | PoliciesMessage
  | SceneMessage;

/** A run in a file. */
export interface Recording {
  version: 1;
  flow: string;
  sample: string;
  scenario?: string;
  /** Policies that were on. */
  policies?: string[];
  /** Seconds by which the clock of the emulator went ahead once the code was shown. */
  advanceSeconds?: number;
  /** The scene that was on, of one that was taken along. */
  scene?: Pick<StageScene, 'id' | 'title' | 'notes'>;
  run: 1 | 2;
  messages: StageMessage[];
  /** Text of the sample's main.ts. */
  source: string;
}

/** A flow that a lane can show. */
export interface StageFlow {
  /** Of the catalogue, or the catalogue's with a variant: `device-code/own-loop`. */
  flow: string;
  sample: string;
  title: string;
  available: boolean;
  /** Why it is not available, and what would help. */
  reason?: string;
  /** It is not available, and a lane plays its recording. */
  recorded?: true;
  /** Runs the sample. */
  command: string;
  /** Copies the sample into a project of its own. */
  copyCommand: string;
}

/** A failure that a lane can meet. */
export interface StageScenario {
  name: string;
  title: string;
  /** For the button at the top. */
  short: string;
  /** Flows that can meet it. */
  appliesTo: string[];
  /** A second run meets it, too: it is of the API. */
  meetsAgain?: true;
  /** What a good client does. */
  before: string;
  /** What to look at afterwards. */
  after: string;
}

/** A tab of the page's lower half. */
export type StageTab = 'words' | 'raw' | 'terminal' | 'page' | 'token' | 'source';

/** A prepared comparison, with the trainer's notes. */
export interface StageScene {
  id: string;
  title: string;
  flows: string[];
  scenario?: string;
  /** Policies that are on. */
  policies?: string[];
  notes: string;
  minutes: number;
  /** What the notes speak of, where that is not the words. */
  tab?: StageTab;
  /** Run to begin with: 2 for scenes after a sign-in. */
  run?: 1 | 2;
  /** Seconds by which the clock of an emulator goes ahead once its lane shows a code. */
  advanceSeconds?: number;
}

/** One lane as it is chosen. */
export interface ChosenLane {
  lane: string;
  flow: string;
  /** `you` signs in by hand, in a window beside. */
  user: 'scripted' | 'you';
}

/** `GET /api/stage`. */
export interface StageState {
  flows: StageFlow[];
  scenarios: StageScenario[];
  policies: StagePolicy[];
  scenes: StageScene[];
  lanes: ChosenLane[];
  /** Text of main.ts by sample. */
  sources: Record<string, string>;
  /** What `chooseFlow` of auth-core says of this machine; absent where none is asked. */
  machine?: { flow: string; usable: boolean; reason: string }[];
}
