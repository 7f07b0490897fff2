import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import { raceWithSignal } from '@entra-flows/primitives/race-with-signal';
import type { TokenRequest } from './token-request.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** Work under way, and how many callers wait for it. */
interface SharedWork {
  callers: number;
  ended: boolean;
  controller: AbortController;
  result: Promise<unknown>;
}

const underWay = oneInProcess(
  'under-way/1',
  () => new WeakMap<PublicClient, Map<string, SharedWork>>(),
);

/**
 * Lets calls of one client that ask for the same token at the same time share one piece of work,
 * so that the user is asked once, and so that both get the same result or the same error.
 *
 * The abort of one caller ends that caller's wait; the work ends when the last one has gone.
 *
 * @param work - gets the signal of the work, in place of the caller's own
 * @throws the reason of the caller's signal, and what `work` throws
 */
export async function shareEqualCalls<T>(
  client: PublicClient,
  request: TokenRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  request.signal?.throwIfAborted();
  const ofClient = underWay.get(client) ?? new Map<string, SharedWork>();
  underWay.set(client, ofClient);
  const key = keyOf(request);
  const shared = ofClient.get(key) ?? begin(ofClient, key, work);
  return (await joined(shared, request.signal)) as T;
}

function begin<T>(
  ofClient: Map<string, SharedWork>,
  key: string,
  work: (signal: AbortSignal) => Promise<T>,
): SharedWork {
  const controller = new AbortController();
  // No call joins work that has ended or is being given up.
  const leave = () => {
    if (ofClient.get(key) === shared) ofClient.delete(key);
  };
  controller.signal.addEventListener('abort', leave, { once: true });
  const result = work(controller.signal).finally(() => {
    shared.ended = true;
    leave();
  });
  const shared: SharedWork = { callers: 0, ended: false, controller, result };
  ofClient.set(key, shared);
  return shared;
}

async function joined(shared: SharedWork, signal: AbortSignal | undefined): Promise<unknown> {
  shared.callers += 1;
  try {
    return await raceWithSignal(shared.result, signal);
  } finally {
    shared.callers -= 1;
    if (shared.callers === 0 && !shared.ended) shared.controller.abort(signal?.reason);
  }
}

/** What decides which token it is. Two functions that choose an account are equal if they are one. */
function keyOf(request: TokenRequest): string {
  const { scopes, account, username, homeAccountId, tenantId, claims, forceRefresh } = request;
  return JSON.stringify([
    [...new Set(scopes)].sort(),
    // Not its tenant: the token is for the client's, or for the one that the request names.
    account ? [account.homeAccountId, account.environment] : '',
    username?.toLowerCase() ?? '',
    homeAccountId ?? '',
    tenantId?.toLowerCase() ?? '',
    claims ?? '',
    forceRefresh ?? false,
    request.chooseAccount ? numberOf(request.chooseAccount) : 0,
  ]);
}

const numbers = oneInProcess('numbers/1', () => ({ of: new WeakMap<object, number>(), last: 0 }));

function numberOf(choose: object): number {
  const number = numbers.of.get(choose) ?? (numbers.last += 1);
  numbers.of.set(choose, number);
  return number;
}
