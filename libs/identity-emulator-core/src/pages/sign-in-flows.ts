import type { Clock } from '../clock.ts';
import type { AuthorizationRequest } from './authorize/authorization-request.ts';
import { newSecret } from '../tokens/secret.ts';

/** One person on the way to an answer, in one tab. */
export interface SignInFlow {
  id: string;
  /** The browser session it belongs to; no other one may go on with it. */
  session: string;
  /** Who waits for the answer: a device, by the id of its code, or an app. */
  goal: { codeId: string } | AuthorizationRequest;
  /** Who is signing in. */
  userId?: string;
  /** Whether that was proven. */
  signedIn: boolean;
  expiresAt: number;
}

export interface SignInFlows {
  start(session: string, goal: SignInFlow['goal']): SignInFlow;
  find(session: string, id: string): SignInFlow | undefined;
  end(id: string): void;
}

/** Milliseconds. */
const lifetime = 30 * 60_000;
const maxFlows = 1000;

export function signInFlows(clock: Clock): SignInFlows {
  const flows = new Map<string, SignInFlow>();
  const makeRoom = (): void => {
    for (const [id, { expiresAt }] of flows) {
      if (clock.now() < expiresAt && flows.size < maxFlows) return; // oldest first
      flows.delete(id);
    }
  };
  return {
    start(session, goal) {
      makeRoom();
      const expiresAt = clock.now() + lifetime;
      const flow = { id: newSecret(), session, goal, signedIn: false, expiresAt };
      flows.set(flow.id, flow);
      return flow;
    },
    find(session, id) {
      const flow = flows.get(id);
      return flow?.session === session && clock.now() < flow.expiresAt ? flow : undefined;
    },
    end: (id) => void flows.delete(id),
  };
}
