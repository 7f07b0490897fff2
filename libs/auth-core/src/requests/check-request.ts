import {
  aFunction,
  aSignal,
  aText,
  checkMembers,
  listOf,
  withMembers,
} from '@entra-flows/primitives/check-members';
import { checkOwnAuthority } from '../msal/authority.ts';
import { partsOf } from '../msal/client-network.ts';
import type { PublicClient } from '../msal/client-network.ts';

interface FlowRequest {
  scopes: string[];
  timeout?: number | undefined;
  authority?: string | undefined;
}

const FLOW_MEMBERS = {
  onPoll: aFunction,
  signal: aSignal,
  redirect: withMembers({ uri: aText, listen: aFunction }),
};

/**
 * Refuses what a flow cannot work with, before anything is sent or a browser opens.
 *
 * @param callback - the member of the request that shows the user what to do
 * @throws {TypeError} for a client that `publicClientConfiguration` did not configure, and for a
 *   member that is missing or of another type
 * @throws {RangeError} for a timeout that is not a time
 * @throws {AuthCoreError} `authority_mismatch`, `authority_not_https`, `authority_malformed`
 */
export function checkFlowRequest<Callback extends string>(
  client: PublicClient,
  request: FlowRequest & Record<Callback, unknown>,
  callback: Callback,
): void {
  const own = partsOf(client);
  checkScopes(request.scopes);
  checkMembers(request, FLOW_MEMBERS);
  if (typeof request[callback] !== 'function') {
    throw new TypeError(`${callback} has to be a function: without it nobody can sign in`);
  }
  checkTimeout(request.timeout);
  if (request.authority !== undefined) checkOwnAuthority(own.authority, request.authority);
}

/** NaN and negative numbers would end the wait at once, others never. */
export function checkTimeout(timeout: unknown): void {
  if (timeout === undefined) return;
  if (typeof timeout !== 'number') throw new TypeError('timeout has to be a number of seconds');
  if (!(timeout > 0)) throw new RangeError('timeout has to be more than 0 seconds');
}

/** RFC 6749, 3.3; MSAL takes blanks away that stand around one. */
const [isScopes] = listOf([
  (scope) => typeof scope === 'string' && /^[!#-[\]-~]*$/.test(scope.trim()),
  'a scope',
]);

/**
 * Refuses scopes that are no list of texts, or an empty one: the cache finds no token for it, so that each call
 * would ask the user. A text is iterable too, and would go out letter by letter; two in
 * one entry would be granted, and asked for anew at each call, since the cache has them as two.
 *
 * @throws {TypeError}
 */
export function checkScopes(scopes: unknown): void {
  if (!isScopes(scopes) || (scopes as string[]).length === 0)
    throw new TypeError(
      "scopes has to be a list, one each, for instance ['User.Read', 'Mail.Read']",
    );
}
