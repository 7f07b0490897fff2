import type { Clock } from '../clock.ts';
import { newSecret } from '../tokens/secret.ts';

/** One person on the way from a code to an answer, in one tab. */
export interface SignInFlow {
  id: string;
  /** The browser session it belongs to; no other one may go on with it. */
  session: string;
  /** Id of the device code. */
  codeId: string;
  /** Who is signing in. */
  userId?: string;
  /** Whether that was proven. */
  signedIn: boolean;
  expiresAt: number;
}

export interface SignInFlows {
  start(session: string, codeId: string): SignInFlow;
  find(session: string, id: string): SignInFlow | undefined;
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
    start(session, codeId) {
      makeRoom();
      const expiresAt = clock.now() + lifetime;
      const flow = { id: newSecret(), session, codeId, signedIn: false, expiresAt };
      flows.set(flow.id, flow);
      return flow;
    },
    find(session, id) {
      const flow = flows.get(id);
      return flow?.session === session && clock.now() < flow.expiresAt ? flow : undefined;
    },
  };
}
