import type { Visit } from '../visit.ts';

/**
 * Signs a browser out, of what it has begun in other tabs too.
 *
 * @param userId object id at home; all accounts when absent
 */
export async function endSession({ state, pages, session }: Visit, userId?: string): Promise<void> {
  pages.flows.signOut(session, userId);
  await state.sessions.signOut(session, userId);
}
