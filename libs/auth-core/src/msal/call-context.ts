import { AsyncLocalStorage } from 'node:async_hooks';
import { ownTexts } from '../errors/own-texts.ts';
import type { Send } from '../http/http.ts';
import type { IdTokenBinding } from './id-token.ts';
import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import { raceWithSignal } from '@entra-flows/primitives/race-with-signal';
import { invalidResponse } from './server-error.ts';
import { withUserName } from './user-name.ts';

/**
 * What one call of auth-core passes to the network client below MSAL, since MSAL's own requests have
 * no room for it, and what the network client returns.
 */
export interface CallContext extends IdTokenBinding {
  /** Ends every request of the call. */
  signal?: AbortSignal | undefined;
  /** The call's own decorator, around each request that MSAL sends for it. */
  wrap?: (send: Send) => Send;
  /** The last failure on the wire, which MSAL hides behind words such as endpoints_resolution_error. */
  failure?: unknown;
  /** MSAL's own reason, should it refuse the last discovery document. */
  foreignIssuer?: Error | undefined;
  /** Something answered: what breaks from then on may come from what it said. */
  answered?: boolean;
}

const calls = oneInProcess('calls/2', () => new AsyncLocalStorage<CallContext>());

/** The context of the call that the current request belongs to. */
export function currentCall(): CallContext | undefined {
  return calls.getStore();
}

/**
 * Runs `work` with a context. When it fails, the failure on the wire that MSAL swallowed becomes
 * the error's `cause`; when the signal was aborted, its reason is thrown at once, whatever MSAL
 * still waits for. Where MSAL stumbles over an answer, `invalid_response` is thrown.
 */
export async function withCallContext<T>(context: CallContext, work: () => Promise<T>): Promise<T> {
  const { signal } = context;
  signal?.throwIfAborted();
  try {
    return withUserName(await raceWithSignal(calls.run(context, work), signal));
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw withCause(named(error, context), context.failure ?? refusal(error, context));
  }
}

/** MSAL ends a discovery that it refuses with the same word as one that failed. */
function refusal(error: unknown, { foreignIssuer }: CallContext): Error | undefined {
  const { errorCode } = Object(error) as { errorCode?: unknown };
  return errorCode === 'endpoints_resolution_error' ? foreignIssuer : undefined;
}

function withCause(error: unknown, cause: unknown): unknown {
  if (cause === undefined || cause === error) return error;
  const bare = typeof error === 'object' && error !== null && !('cause' in error);
  return bare && Object.isExtensible(error) ? Object.assign(error, { cause }) : error;
}

/** What JavaScript itself throws: over a member that is missing or of another type. */
const STUMBLES: unknown[] = ['TypeError', 'SyntaxError', 'RangeError', 'URIError'];

/** MSAL does not check what it is given, and a bare TypeError does not say what to do. */
function named(error: unknown, { answered }: CallContext): unknown {
  const { name } = Object(error) as { name?: unknown };
  if (!answered || !STUMBLES.includes(name)) return error;
  const answer = invalidResponse(ownTexts().answers.wrongMembers);
  return Object.assign(answer, { cause: error });
}
