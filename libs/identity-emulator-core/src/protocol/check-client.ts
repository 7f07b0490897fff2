import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';
import type { Grant, GrantRequest } from './grants/grant.ts';

/**
 * Whether the one who asks may stand for the app: a page of it by script, an app that may be
 * public, or one that proved who it is.
 *
 * @param grant the one that is asked for
 * @throws EntraError 9002327, 9002326, 7000218 or 7000216
 */
export function checkClient(state: EmulatorState, grant: Grant, asked: GrantRequest): void {
  const { request, app, proof } = asked;
  const { origin } = request;
  const isForPage = grant.isForPage?.(state, asked) ?? false;
  if (isForPage && origin === undefined) throw entraError(9002327);
  if (!isForPage && origin !== undefined) throw entraError(9002326, origin.slice(0, 200));
  const mayBePublic = isForPage || (app.publicClient && !grant.isForApps);
  if (proof === 'none' && !mayBePublic) throw entraError(grant.isForApps ? 7000216 : 7000218);
}
