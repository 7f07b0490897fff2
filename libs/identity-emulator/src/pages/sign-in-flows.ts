import type { Clock } from '../server/clock.ts';
import type { AuthenticationMethod } from '../protocol/tokens/authorization.ts';
import { newSecret } from '../server/secret.ts';
import type { AuthorizationRequest } from './authorize/authorization-request.ts';

/** One sign-in under way, in one tab. */
export interface SignInFlow {
  id: string;
  /** The browser session that it belongs to; no other one may continue it. */
  session: string;
  /** What waits for the answer: a device, by the id of its code, or an app. */
  goal: { codeId: string } | AuthorizationRequest;
  /** Object id, in the home tenant, of the user who signs in. */
  userId?: string;
  /** How the user authenticated; empty before. */
  amr: readonly AuthenticationMethod[];
  /** Milliseconds since 1970: when the user authenticated. */
  signedInAt: number;
  /** Questions that the user has answered on the way. */
  answered: Set<'new-password' | 'confirm' | 'stay' | 'consent'>;
  /** Whether the session that it goes on with began by a device code. */
  isTracked?: boolean | undefined;
  /** Whether the user signed in on the way, and not before. */
  isFresh: boolean;
  /** What the second factor must show. */
  secondFactor?: { value: string; until: number };
  expiresAt: number;
}

export interface SignInFlows {
  start(session: string, goal: SignInFlow['goal']): SignInFlow;
  find(session: string, id: string): SignInFlow | undefined;
  end(id: string): void;
  /** Those of a browser session belong to another one from now on. */
  move(from: string, to: string): void;
  /** After a sign-out, users of that browser must authenticate again in sign-ins under way. */
  signOut(session: string, userId?: string): void;
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
      const flow: SignInFlow = {
        id: newSecret(),
        session,
        goal,
        amr: [],
        signedInAt: 0,
        answered: new Set(),
        isFresh: false,
        expiresAt: clock.now() + lifetime,
      };
      flows.set(flow.id, flow);
      return flow;
    },
    find(session, id) {
      const flow = flows.get(id);
      return flow?.session === session && clock.now() < flow.expiresAt ? flow : undefined;
    },
    end: (id) => void flows.delete(id),
    move(from, to) {
      for (const flow of flows.values()) if (flow.session === from) flow.session = to;
    },
    signOut(session, userId) {
      for (const flow of flows.values())
        if (flow.session === session && (userId ?? flow.userId) === flow.userId) flow.amr = [];
    },
  };
}
