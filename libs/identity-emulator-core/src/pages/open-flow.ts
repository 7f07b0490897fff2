import type { DeviceCode } from '../device-codes/device-codes.ts';
import type { App, Tenant, User } from '../directory/directory.ts';
import { findApp } from '../directory/find-app.ts';
import { findAudience } from '../directory/find-audience.ts';
import { findUserById } from '../directory/find-user.ts';
import { PageProblem } from './page-problem.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { Visit } from './visit.ts';

export interface OpenFlow {
  flow: SignInFlow;
  code: DeviceCode;
  app: App;
  /** The only tenant whose accounts may answer; any when absent. */
  tenant?: Tenant | undefined;
}

/**
 * The sign-in that a request goes on with.
 *
 * @throws PageProblem when it is not this browser's, or its code was answered or has expired
 */
export function openFlow(visit: Visit): OpenFlow {
  const id = visit.form.get('flow') ?? visit.query.get('flow') ?? '';
  const flow = visit.pages.flows.find(visit.session, id);
  const code = flow && visit.state.deviceCodes.findById(flow.codeId);
  if (!code) throw new PageProblem('lostFlow');
  return { flow, code, ...whatFor(visit, code) };
}

/** The same, if the code can still be answered. */
export function openPendingFlow(visit: Visit): OpenFlow {
  const open = openFlow(visit);
  if (open.code.state !== 'pending') throw new PageProblem('used', 400, 90120);
  if (visit.state.deviceCodes.isExpired(open.code)) throw new PageProblem('expired', 400, 70020);
  return open;
}

function whatFor({ state }: Visit, code: DeviceCode) {
  const audience = findAudience(state.directory, code.segment);
  return { app: findApp(state.directory, audience, code.clientId), tenant: audience.tenant };
}

/**
 * The person that a flow goes on with.
 *
 * @throws PageProblem when that account may not sign in here
 */
export function admit(visit: Visit, { tenant }: OpenFlow, userId: string): User {
  const person = findUserById(visit.state.directory, userId);
  if (!person) throw new PageProblem('lostFlow');
  if (tenant && person.tenant !== tenant) throw new PageProblem('wrongTenant', 400, 50020);
  if (person.user.disabled) throw new PageProblem('disabled', 403, 50057);
  return person.user;
}
