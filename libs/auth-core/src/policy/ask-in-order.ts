import type { AuthenticationResult } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { isBrokerFailure } from '../errors/try-instead.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { classifyAuthError } from '../errors/classify-auth-error.ts';
import type { Diagnosis } from '../errors/diagnosis.ts';
import { type AskingFlow, chooseFlow, type FlowChoice } from './choose-flow.ts';
import type { AskUser, InteractiveRequest } from './token-request.ts';

/** What happens to each flow, in order. */
export type FlowStep =
  | {
      /** The flow. */
      flow: AskingFlow;
      step: 'skipped';
      /** Why it cannot work on this machine, or that the program does not have it, as `FlowChoice` says it. */
      reason: string;
    }
  | {
      /** The flow. */
      flow: AskingFlow;
      step: 'tried';
      /** Why it can work on this machine, as `FlowChoice` says it. */
      reason: string;
    }
  | {
      /** The flow that failed. */
      flow: AskingFlow;
      step: 'failed';
      /** Why it failed. */
      diagnosis: Diagnosis;
      /** The flow that goes on, where one can. */
      next?: AskingFlow;
    };

/** The flows to try, in which order, and what to call at each step. */
export interface AskInOrderOptions {
  /** The flows that the program has. */
  flows: Partial<Record<AskingFlow, AskUser>>;
  /**
   * In which order, and which can work here; a function is called when the user has to be asked. Default:
   * what `chooseFlow()` says of this machine.
   */
  choices?: readonly FlowChoice[] | (() => readonly FlowChoice[]) | undefined;
  /** Which of the failures that lead on to another flow do so in this program; default: all of them. */
  goesOn?: ((diagnosis: Diagnosis) => boolean) | undefined;
  /** Called at each step, with its reason. */
  onStep?: ((step: FlowStep) => void) | undefined;
}

/**
 * One `AskUser` out of several: tries the flows in order, and goes on to the next when one cannot
 * work here or a policy blocks it. Each is tried once at most, however often `choices` has it.
 *
 * After a broker only its own failure leads on: what the authority refuses to an app on a device that
 * it knows, it refuses to the others too.
 *
 * It stops when the user cancelled, when `signal` is aborted, and when no other flow would fare
 * better (no network, an unknown client): that error is thrown as it is.
 *
 * @returns for `acquireToken`
 * @throws {AuthCoreError} `no_flow` when none is left from the start
 */
export function askInOrder(options: AskInOrderOptions): AskUser {
  const { flows, choices = chooseFlow, goesOn = () => true, onStep } = options;
  return async (request) => {
    const listed = typeof choices === 'function' ? choices() : choices;
    const left = onceEach(listed).filter((one) => isUsable(one, flows, onStep));
    const first = left.shift();
    if (!first) throw new AuthCoreError('no_flow', ownTexts().noFlow);
    let current: FlowChoice = first;
    for (;;) {
      const { flow, reason } = current;
      onStep?.({ flow, step: 'tried', reason });
      try {
        return await ask(flows[flow], request);
      } catch (error) {
        const diagnosis = classifyAuthError(error, { flow });
        const isOver = request.signal?.aborted || !goesOn(diagnosis);
        const next = isOver ? undefined : takeNext(left, flow, diagnosis);
        onStep?.({ flow, step: 'failed', diagnosis, ...(next ? { next: next.flow } : {}) });
        if (!next) throw error;
        current = next;
      }
    }
  };
}

function onceEach(choices: readonly FlowChoice[]): FlowChoice[] {
  return choices.filter(({ flow }, at) => choices.findIndex((one) => one.flow === flow) === at);
}

function isUsable(
  { flow, usable, reason }: FlowChoice,
  flows: AskInOrderOptions['flows'],
  onStep: AskInOrderOptions['onStep'],
): boolean {
  if (usable && Object.hasOwn(flows, flow) && flows[flow]) return true;
  const why = usable ? ownTexts().flows.notOffered : reason;
  onStep?.({ flow, step: 'skipped', reason: why });
  return false;
}

/** MSAL writes into its requests, so each flow gets its own. */
async function ask(
  askUser: AskUser | undefined,
  request: InteractiveRequest,
): Promise<AuthenticationResult | null> {
  return askUser ? askUser({ ...request, scopes: [...request.scopes] }) : null;
}

/** The flow that the diagnosis names; where that one cannot work here, the next in order may. */
function takeNext(
  left: FlowChoice[],
  failed: AskingFlow,
  { tryInstead, cause }: Diagnosis,
): FlowChoice | undefined {
  const leadsOn = failed === 'broker' ? isBrokerFailure(cause) : tryInstead;
  if (!leadsOn) return undefined;
  const named = left.findIndex(({ flow }) => flow === tryInstead);
  return left.splice(Math.max(named, 0), 1)[0];
}
