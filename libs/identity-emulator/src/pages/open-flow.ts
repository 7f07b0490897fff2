import type { DeviceCode } from '../protocol/device-codes.ts';
import type { App, SignInFlow as Way } from '../directory/directory.ts';
import { findApp } from '../directory/find-app.ts';
import { findAudience, type Audience } from '../directory/find-audience.ts';
import { resolveScopes, type ResolvedScopes } from '../protocol/tokens/resolve-scopes.ts';
import type { AuthorizationRequest } from './authorize/authorization-request.ts';
import { PageProblem } from './page-problem.ts';
import type { SignInFlow } from './sign-in-flows.ts';
import type { Visit } from './visit.ts';

/** A sign-in under way, and what was asked for. */
export interface OpenFlow {
  flow: SignInFlow;
  /** How policies call it. */
  way: Way;
  app: App;
  audience: Audience;
  scopes: ResolvedScopes;
  /** Authentication contexts that the app asks for. */
  contexts: readonly string[];
  /** What the app asked the authorize endpoint; absent in a device flow. */
  request?: AuthorizationRequest;
}

interface OpenDeviceFlow extends OpenFlow {
  code: DeviceCode;
}

/**
 * The sign-in that a request continues, for a device or for an app on this machine.
 *
 * @throws PageProblem when it is not this browser's, or its code was answered or has expired
 */
export function openPendingFlow(visit: Visit): OpenFlow {
  const flow = findFlow(visit);
  return 'codeId' in flow.goal ? openPendingDeviceFlow(visit) : openAppFlow(visit, flow, flow.goal);
}

/** That of an app that sent the browser. */
export function openAppFlow(
  { state }: Visit,
  flow: SignInFlow,
  request: AuthorizationRequest,
): OpenFlow {
  const { app, audience, claims } = request;
  const scopes = resolveScopes(state.directory, request.scope);
  return { flow, way: 'browser', app, audience, scopes, contexts: claims.contexts, request };
}

/** That of a device, answered or not. @throws PageProblem */
export function openDeviceFlow(visit: Visit): OpenDeviceFlow {
  const flow = findFlow(visit);
  const code = 'codeId' in flow.goal && visit.state.deviceCodes.findById(flow.goal.codeId);
  if (!code) throw new PageProblem('lostFlow');
  const audience = findAudience(visit.state.directory, code.segment);
  const app = findApp(visit.state.directory, audience, code.clientId);
  const scopes = resolveScopes(visit.state.directory, code.scope);
  return { flow, way: 'device-code', code, app, audience, scopes, contexts: [] };
}

/** The same, if the code can still be answered. */
export function openPendingDeviceFlow(visit: Visit): OpenDeviceFlow {
  const open = openDeviceFlow(visit);
  requirePending(visit, open.code);
  return open;
}

/** @throws PageProblem for a code that no device waits for any more */
export function requirePending({ state }: Visit, code: DeviceCode): void {
  requireWaiting(code);
  if (code.state !== 'pending') throw new PageProblem('used', 400, 90120);
  if (state.deviceCodes.isExpired(code)) throw new PageProblem('expired', 400, 70020);
}

/** @throws PageProblem for a code whose device was refused meanwhile */
export function requireWaiting({ refusedWith }: DeviceCode): void {
  if (refusedWith === undefined) return;
  if (refusedWith === 70020) throw new PageProblem('expired', 400, 70020);
  throw new PageProblem('ended', 400, refusedWith || undefined);
}

function findFlow({ form, query, pages, session }: Visit): SignInFlow {
  const flow = pages.flows.find(session, form.get('flow') ?? query.get('flow') ?? '');
  if (!flow) throw new PageProblem('lostFlow');
  return flow;
}
