import type { Diagnosis, FlowId } from './errors/diagnosis.ts';
import type { Exchange } from './http/record-exchanges.ts';

/** Name of the channel for HTTP: `Exchange`, each once it has ended. */
export const EXCHANGE_CHANNEL = 'entra-flows:auth-core:exchange';

/** Name of the channel for what the library does between the exchanges: `AuthStep`. */
export const STEP_CHANNEL = 'entra-flows:auth-core:step';

interface StepBase {
  /** ms since 1970 when the step ended. */
  at: number;
  /** The caller's, where the request has one; the exchanges of the step then have it too. */
  correlationId?: string;
}

/** The cache was searched for an account. */
export interface CacheLookupStep extends StepBase {
  kind: 'cache-lookup';
  /** `failed`: the cache could not be read, or the account that was asked for is not there. */
  outcome: 'found' | 'none' | 'failed';
  /** User name of the account that was found. */
  username?: string;
  /** ms */
  duration: number;
}

/** A token was asked for without the user. */
export interface SilentStep extends StepBase {
  kind: 'silent';
  /** `cache`: still good; `refreshed`: the authority gave a new one. */
  outcome: 'cache' | 'refreshed' | 'failed';
  /** `code` of the diagnosis, after a failure. */
  code?: string;
  /** Whether the user can mend the failure, so that the flow follows. */
  interactive?: boolean;
  /** ms */
  duration: number;
}

/** The flow was entered: the user is needed. */
export interface AskUserStep extends StepBase {
  kind: 'ask-user';
  /** User name that the flow proposes. */
  username?: string;
  /** Whether a claims challenge goes with the request. */
  hasClaims: boolean;
}

/** A device code was given to the program, to be shown. */
export interface DeviceCodeStep extends StepBase {
  kind: 'device-code';
  /** The page where the user types it, without the code. */
  verificationUri: string;
  /** Seconds */
  expiresIn: number;
  /** Seconds between two polls. */
  interval: number;
}

/** The token endpoint was asked whether the user has signed in. */
export interface PollStep extends StepBase {
  kind: 'poll';
  /** `pending`, `slow-down` and a passing `fault` go on; `done` and `refused` end it. */
  outcome: 'pending' | 'slow-down' | 'fault' | 'done' | 'refused';
  /** Seconds until the next poll, where there is one. */
  wait?: number;
  /** Seconds between two polls from now on. */
  interval?: number;
  /** The OAuth error of a refusal. */
  code?: string;
}

/** The browser was asked to open the authorize endpoint. */
export interface AuthorizeStep extends StepBase {
  kind: 'authorize';
  /** Origin and path. */
  url: string;
  /** Parameters of its query, as in `Exchange`. */
  request: Record<string, string>;
}

/** The browser came back with an answer. */
export interface RedirectStep extends StepBase {
  kind: 'redirect';
  /** A `code` to redeem, or an error of the authority. */
  outcome: 'code' | 'refused';
  /** How the answer came. */
  responseMode: 'form_post' | 'query';
  /** The OAuth error of a refusal. */
  code?: string;
}

/** A web API was called. Its HTTP is on the other channel, too. */
export interface ApiCallStep extends StepBase {
  kind: 'api-call';
  /** HTTP method, as in `GET`. */
  method: string;
  /** Origin and path, as in `Exchange`. */
  url: string;
  /** HTTP status; missing where no answer came. */
  status?: number;
  /** ms */
  duration: number;
  /** Whether the answer asks for another token: a claims challenge. */
  isChallenged: boolean;
}

/** A wait begins. `at` is its beginning. */
export interface WaitStep extends StepBase {
  kind: 'wait';
  /**
   * `retry`: the request is sent once more afterwards. `answer`: one was sent and is not answered yet; it is given up
   * then.
   */
  reason: 'retry' | 'answer';
  /** How long, at most. */
  seconds: number;
}

/** A failure was explained. Once for each error. */
export interface DiagnosisStep
  extends
    StepBase,
    Pick<
      Diagnosis,
      'code' | 'category' | 'userAction' | 'retryable' | 'interactive' | 'tryInstead' | 'retryAfter'
    > {
  kind: 'diagnosis';
  /** The flow that failed, where the program named it. */
  flow?: FlowId;
}

/** What the channel `STEP_CHANNEL` carries. No member of it is a secret. Later versions may add kinds. */
export type AuthStep =
  | CacheLookupStep
  | SilentStep
  | AskUserStep
  | DeviceCodeStep
  | PollStep
  | AuthorizeStep
  | RedirectStep
  | ApiCallStep
  | WaitStep
  | DiagnosisStep;

/** What goes over each channel. */
interface Messages {
  [EXCHANGE_CHANNEL]: Exchange;
  [STEP_CHANNEL]: AuthStep;
}

interface Channel<Message> {
  readonly hasSubscribers: boolean;
  publish(message: Message): void;
}

/**
 * Not imported: bundles for the browser hold parts of this library, and there nobody can subscribe.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html
 */
function channel<Name extends keyof Messages>(name: Name): Channel<Messages[Name]> {
  const host = (globalThis as { process?: Partial<NodeJS.Process> }).process;
  const found = host?.getBuiltinModule?.('node:diagnostics_channel')?.channel(name);
  return found ?? { hasSubscribers: false, publish: () => undefined };
}

const steps = channel(STEP_CHANNEL);

/** The channel for HTTP. */
export const exchangeChannel = channel(EXCHANGE_CHANNEL);

/** Whether somebody listens for steps: what a message costs is spent only then. */
export const isStepRead = (): boolean => steps.hasSubscribers;

/** `AuthStep` of one kind, without what is added here. */
type NewStep<Kind extends AuthStep['kind']> = Omit<
  Extract<AuthStep, { kind: Kind }>,
  'kind' | 'at' | 'correlationId'
>;

/**
 * Tells a step to those who listen.
 *
 * @param describe - called only where somebody listens
 * @param correlationId - of the caller's request
 */
export function publishStep<Kind extends AuthStep['kind']>(
  kind: Kind,
  describe: () => NewStep<Kind>,
  correlationId?: string,
): void {
  if (!steps.hasSubscribers) return;
  const id = correlationId && GUID.test(correlationId) ? { correlationId } : {};
  steps.publish({ kind, at: Date.now(), ...id, ...describe() } as unknown as AuthStep);
}

/** Whole milliseconds since its call. Not by `performance`, which loads a part of Node.js of its own. */
export function stopwatch(): () => number {
  const began = process.uptime();
  return () => Math.round((process.uptime() - began) * 1000);
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
