import { entraError } from '../errors/entra-error.ts';
import type { GrantRequest } from '../grants/grant.ts';

/**
 * Whether the one who asks may stand for the app: a page of it by script, an app that may be
 * public, or one that proved who it is.
 *
 * @param isForPage true for codes and refresh tokens of a single-page app
 * @throws EntraError 9002327, 9002326 or 7000218
 */
export function checkClient({ request, app, proof }: GrantRequest, isForPage: boolean): void {
  const { origin } = request;
  if (isForPage && origin === undefined) throw entraError(9002327);
  if (!isForPage && origin !== undefined) throw entraError(9002326, origin.slice(0, 200));
  if (!isForPage && !app.publicClient && proof === 'none') throw entraError(7000218);
}
