import type { User } from '../directory/directory.ts';
import { consumersTenantId } from '../directory/find-audience.ts';
import { requireAccountInAudience, findUserById, type Account } from '../directory/find-user.ts';
import { EntraError } from '../errors/entra-error.ts';
import type { AuthorizationRequest } from './authorize/authorization-request.ts';
import type { OpenFlow } from './open-flow.ts';
import type { SignedIn } from './sessions.ts';
import type { Visit } from './visit.ts';

export interface SignedInAccount extends SignedIn {
  home: Account;
}

type Asked = Pick<OpenFlow, 'app' | 'audience' | 'request'>;

/** The accounts of this browser that the app can mean. */
export function signedInAccounts(
  { state, pages, session }: Visit,
  asked: Asked,
): SignedInAccount[] {
  return pages.sessions.users(session).flatMap((signedIn) => {
    const home = findUserById(state.directory, signedIn.userId);
    return home && fits(home, asked) ? [{ ...signedIn, home }] : [];
  });
}

/** All users of this browser. */
export const signedInUsers = ({ state, pages, session }: Visit): User[] =>
  pages.sessions
    .users(session)
    .flatMap(({ userId }) => findUserById(state.directory, userId)?.user ?? []);

/** Whether a sign-in of earlier will do for the app (OpenID Connect Core 3.1.2.1). */
export function isRecent({ state }: Visit, { at }: SignedIn, request?: AuthorizationRequest) {
  const { maxAge, claims, prompt } = request ?? {};
  if (prompt === 'login') return false;
  const isYoung = maxAge === undefined || state.clock.now() - at <= maxAge * 1000;
  return isYoung && Math.floor(at / 1000) >= (claims?.notBefore ?? 0);
}

function fits(home: Account, { app, audience, request }: Asked): boolean {
  const { loginHint, domainHint } = request ?? {};
  const { user } = home;
  const isHinted = !loginHint || user.username.toLowerCase() === loginHint.trim().toLowerCase();
  if (!isHinted || !isOfDomain(home, domainHint) || user.locked) return false;
  try {
    return Boolean(requireAccountInAudience(audience, app, home));
  } catch (error) {
    if (error instanceof EntraError) return false;
    throw error;
  }
}

/** `consumers`, `organizations`, or a domain name of the account's tenant. */
function isOfDomain({ tenant, user }: Account, hint?: string): boolean {
  if (!hint) return true;
  const isPersonal = tenant.id === consumersTenantId;
  if (hint === 'consumers' || hint === 'organizations')
    return isPersonal === (hint === 'consumers');
  return tenant.domains.includes(hint) || user.username.toLowerCase().endsWith(`@${hint}`);
}
