import type { DeviceCode } from '../device-codes/device-codes.ts';
import type { App, Tenant } from '../directory/directory.ts';
import { findApp } from '../directory/find-app.ts';
import { findAudience } from '../directory/find-audience.ts';
import { findUserById, type Person } from '../directory/find-user.ts';
import { PageProblem } from './page-problem.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { Visit } from './visit.ts';

export interface OpenFlow {
  flow: SignInFlow;
  app: App;
  /** The only tenant whose accounts may answer; any when absent. */
  tenant?: Tenant | undefined;
}

export interface OpenDeviceFlow extends OpenFlow {
  code: DeviceCode;
}

/**
 * The sign-in that a request goes on with, for a device or for an app that waits on this machine.
 *
 * @throws PageProblem when it is not this browser's, or its code was answered or has expired
 */
export function openPendingFlow(visit: Visit): OpenFlow {
  const { goal } = findFlow(visit);
  if ('codeId' in goal) return openPendingDeviceFlow(visit);
  const { app, audience } = goal;
  return { flow: findFlow(visit), app, tenant: audience.tenant };
}

/** That of a device, answered or not. @throws PageProblem */
export function openDeviceFlow(visit: Visit): OpenDeviceFlow {
  const flow = findFlow(visit);
  const code = 'codeId' in flow.goal && visit.state.deviceCodes.findById(flow.goal.codeId);
  if (!code) throw new PageProblem('lostFlow');
  const audience = findAudience(visit.state.directory, code.segment);
  const app = findApp(visit.state.directory, audience, code.clientId);
  return { flow, code, app, tenant: audience.tenant };
}

/** The same, if the code can still be answered. */
export function openPendingDeviceFlow(visit: Visit): OpenDeviceFlow {
  const open = openDeviceFlow(visit);
  if (open.code.state !== 'pending') throw new PageProblem('used', 400, 90120);
  if (visit.state.deviceCodes.isExpired(open.code)) throw new PageProblem('expired', 400, 70020);
  return open;
}

export function findFlow({ form, query, pages, session }: Visit): SignInFlow {
  const flow = pages.flows.find(session, form.get('flow') ?? query.get('flow') ?? '');
  if (!flow) throw new PageProblem('lostFlow');
  return flow;
}

/**
 * The person that a flow goes on with.
 *
 * @throws PageProblem when that account may not sign in here
 */
export function admit(visit: Visit, { tenant }: Pick<OpenFlow, 'tenant'>, userId: string): Person {
  const person = findUserById(visit.state.directory, userId);
  if (!person) throw new PageProblem('lostFlow');
  if (tenant && person.tenant !== tenant) throw new PageProblem('wrongTenant', 400, 50020);
  if (person.user.disabled) throw new PageProblem('disabled', 403, 50057);
  return person;
}
