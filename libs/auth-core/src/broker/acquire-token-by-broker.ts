import type { AuthenticationResult } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import { checkOwnAuthority } from '../msal/authority.ts';
import { checkScopes } from '../requests/check-request.ts';
import { partsOf } from '../msal/client-network.ts';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { withCallContext } from '../msal/call-context.ts';
import type { InteractiveRequest } from '../policy/token-request.ts';
import type { BrokeredClient } from '../msal/brokered-client.ts';
import { whyNoBroker } from './create-broker-client.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** A request to the broker of the system. */
export interface BrokerFlowRequest extends InteractiveRequest {
  /**
   * The native handle of the window that the broker's window is to lie over, as Electron's
   * `getNativeWindowHandle()` gives it. Without it that window may open behind others.
   */
  windowHandle?: Buffer | undefined;
  /** `select_account` or `login` where the user must see the window. */
  prompt?: string | undefined;
}

/**
 * Asks the broker of the system for a token: mostly without a question, otherwise by a window of the
 * system with the accounts that it knows.
 *
 * Its tokens stay at the broker and never reach the token cache. MSAL chooses the redirect URI;
 * on Windows register `ms-appx-web://Microsoft.AAD.BrokerPlugin/{client ID}`.
 *
 * @param client - one of `createBrokerClient`
 * @throws {AuthError} the broker's own: `user_canceled`, `platform_broker_error` and their kind
 * @throws {InteractionRequiredAuthError} `native_account_unavailable`: no user is signed in to the system
 *   with that account
 * @throws {AuthCoreError} `broker_unavailable`, `broker_timeout`; `authority_mismatch`
 * @throws {TypeError} for scopes that are no list, and for a client that was made otherwise
 * @see https://learn.microsoft.com/entra/msal/javascript/node/brokering
 */
export async function acquireTokenByBroker(
  client: PublicClient,
  request: BrokerFlowRequest,
): Promise<AuthenticationResult> {
  const reason = whyNoBroker(client);
  const { scopes, account, loginHint, claims, correlationId, authority, signal } = request;
  const { windowHandle, prompt } = request;
  checkScopes(scopes);
  if (authority !== undefined) checkOwnAuthority(partsOf(client).authority, authority);
  if (reason !== undefined || !isBrokered(client))
    throw new AuthCoreError('broker_unavailable', reason ?? ownTexts().broker.none);
  return withCallContext({ signal }, () =>
    client.acquireTokenByBroker({
      scopes: [...scopes],
      ...(account ? { account } : {}),
      ...(loginHint ? { loginHint } : {}),
      ...(claims ? { claims } : {}),
      ...(correlationId ? { correlationId } : {}),
      ...(authority ? { authority } : {}),
      ...(windowHandle ? { windowHandle } : {}),
      ...(prompt ? { prompt } : {}),
    }),
  );
}

/** Not by `instanceof`: the library's other build (ES module, CommonJS) may have made it. */
function isBrokered(client: PublicClient): client is BrokeredClient {
  return 'acquireTokenByBroker' in client;
}
