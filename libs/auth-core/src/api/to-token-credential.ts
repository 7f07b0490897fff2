import type { AuthenticationResult } from '@azure/msal-node';
import { acquireToken } from '../policy/acquire-token.ts';
import type { AskUser, TokenRequest } from '../policy/token-request.ts';
import { whenAborted } from '@entra-flows/primitives/race-with-signal';
import type { PublicClient } from '../msal/client-network.ts';

/** What Azure's SDKs pass to `getToken`; the rest of their options does not apply here. */
export interface GetTokenOptions {
  /** A claims challenge, as JSON text. */
  claims?: string;
  /** The tenant that the token is for, where it is not the client's own. */
  tenantId?: string;
  /** `AbortSignalLike` of @azure/abort-controller; a real `AbortSignal` is one. */
  abortSignal?: AbortSignalLike;
  /** No effect: the client's `clientCapabilities` say so for all of its tokens. */
  enableCae?: boolean;
}

/** What is used of a signal of an SDK. */
export interface AbortSignalLike {
  /** Whether it was aborted already. */
  readonly aborted: boolean;
  /** Calls the listener when it is aborted. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** Takes the listener off again. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** `AccessToken` of @azure/core-auth; times in ms since 1970. */
export interface CredentialToken {
  /** The access token: a bearer secret. */
  token: string;
  /** When it ends, in ms since 1970. */
  expiresOnTimestamp: number;
  /** When a new one should be asked for, in ms since 1970. */
  refreshAfterTimestamp?: number;
  /** How it is sent: `Authorization: Bearer`. */
  tokenType: 'Bearer';
}

/**
 * `TokenCredential` of @azure/core-auth, which Azure's and Graph's SDKs take. Declared here: for
 * these types the package would bring six others, some of them for Node 22 and later only.
 */
export interface UserTokenCredential {
  /** Gets a token, silently where it can; throws what `acquireToken` throws. */
  getToken(scopes: string | string[], options?: GetTokenOptions | null): Promise<CredentialToken>;
}

/** Which account the credential is for, where the cache may hold several. */
export type CredentialAccount = Pick<
  TokenRequest,
  'account' | 'username' | 'homeAccountId' | 'chooseAccount'
>;

/**
 * Lets an SDK sign in as this client does: `acquireToken` with the given flow, silent first.
 *
 * @param askUser - runs when the user is needed, which may be in the middle of an SDK's call
 * @returns a credential whose `getToken` throws what `acquireToken` throws
 * @see https://learn.microsoft.com/javascript/api/@azure/core-auth/tokencredential
 * @example
 * const credential = toTokenCredential(client, askUser);
 * const subscriptions = new SubscriptionClient(credential);
 */
export function toTokenCredential(
  client: PublicClient,
  askUser: AskUser,
  account: CredentialAccount = {},
): UserTokenCredential {
  return {
    async getToken(scopes, options) {
      const { claims, tenantId, abortSignal } = options ?? {};
      const stop = realSignal(abortSignal);
      const request: TokenRequest = {
        ...account,
        scopes: typeof scopes === 'string' ? scopes.trim().split(/\s+/) : scopes,
        claims,
        tenantId,
        signal: stop.signal,
      };
      try {
        return credentialToken(await acquireToken(client, request, askUser));
      } finally {
        stop.release();
      }
    },
  };
}

function credentialToken({ accessToken, expiresOn, refreshOn }: AuthenticationResult) {
  return {
    token: accessToken,
    // A token without a known end is one to ask for again.
    expiresOnTimestamp: expiresOn?.getTime() ?? Date.now(),
    ...(refreshOn ? { refreshAfterTimestamp: refreshOn.getTime() } : {}),
    tokenType: 'Bearer' as const,
  };
}

/** SDKs may bring a signal of their own making, which knows no reason and no `AbortSignal.any`. */
function realSignal(like: AbortSignalLike | undefined) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  return { signal: controller.signal, release: whenAborted(like, stop) };
}
