import type { AuthenticationMethod } from '../protocol/tokens/authorization.ts';
import { admit } from './admit.ts';
import { goOn } from './go-on.ts';
import type { OpenFlow } from './open-flow.ts';
import type { PageReply, Visit } from './visit.ts';

/**
 * Goes on as somebody who has just proven who they are, by a password or at an AD FS; the browser
 * is signed in with that account from now on.
 *
 * @param userId object id at home
 */
export async function signIn(
  visit: Visit,
  open: OpenFlow,
  userId: string,
  method: AuthenticationMethod,
): Promise<PageReply> {
  const at = visit.state.clock.now();
  Object.assign(open.flow, { userId, amr: [method], signedInAt: at, isFresh: true });
  admit(visit, open);
  await renewSession(visit);
  await visit.state.sessions.signIn(visit.session, { userId, amr: [method], at });
  return goOn(visit, open);
}

/** What the browser had before the sign-in may be known to another (session fixation). */
async function renewSession(visit: Visit): Promise<void> {
  const { state, pages, session: before } = visit;
  Object.assign(visit, visit.renewSession(state.sessions.stays(before)));
  pages.flows.move(before, visit.session);
  await state.sessions.move(before, visit.session);
}

/** Notes a second factor, for this sign-in and for later ones of this browser. */
export async function stepUp(visit: Visit, open: OpenFlow): Promise<PageReply> {
  const { flow } = open;
  const { home } = admit(visit, open);
  flow.amr = [...new Set<AuthenticationMethod>([...flow.amr, 'mfa'])];
  const proof = { userId: home.user.id, amr: flow.amr, at: flow.signedInAt };
  await visit.state.sessions.signIn(visit.session, proof);
  return goOn(visit, open);
}
