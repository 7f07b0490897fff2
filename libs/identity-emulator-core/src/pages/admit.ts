import { findUserById, type Person } from '../directory/find-user.ts';
import { EntraError } from '../errors/entra-error.ts';
import { admitPerson } from '../directory/admit-person.ts';
import type { OpenFlow } from './open-flow.ts';
import { PageProblem } from './page-problem.ts';
import type { ProblemName } from './texts/texts.ts';
import type { Visit } from './visit.ts';

/** Who signs in: `home` where they sign in, `person` in the tenant that the tokens are for. */
export interface Admitted {
  home: Person;
  person: Person;
}

/**
 * The person that a flow goes on with, once that is proven.
 *
 * @throws PageProblem when nobody has signed in, or that account may not be used here
 */
export function admit(visit: Visit, { flow, audience, app }: OpenFlow): Admitted {
  const home = findUserById(visit.state.directory, flow.userId ?? '');
  if (!home || flow.amr.length === 0) throw new PageProblem('lostFlow');
  if (home.user.locked) throw new PageProblem('locked', 403, 50053);
  try {
    return { home, person: admitPerson(audience, app, home) };
  } catch (error) {
    const problem = error instanceof EntraError && problems[error.code ?? 0];
    if (!problem) throw error;
    throw new PageProblem(problem, 403, error.code, error.message);
  }
}

const problems: Readonly<Record<number, ProblemName>> = { 50020: 'wrongTenant', 50057: 'disabled' };
