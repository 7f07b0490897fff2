import {
  type AccountInfo,
  type AuthenticationResult,
  type AuthorizationCodePayload,
  type AuthorizationCodeRequest,
  type AuthorizationUrlRequest,
  type DeviceCodeRequest,
  PublicClientApplication,
  type RefreshTokenRequest,
  type SilentFlowRequest,
  type UsernamePasswordRequest,
} from '@azure/msal-node';
import { currentCall, inCall } from './call-context.ts';
import type { IdTokenBinding } from './id-token.ts';

/**
 * MSAL's client, whose own calls say why they failed, as this library's flows do: left alone, they
 * make a bare `endpoints_resolution_error` of a tenant that does not exist.
 *
 * Accounts without a user name have the first of their addresses: B2C's local accounts have no other, and
 * MSAL reads it for the cache and not for what it hands out.
 */
export class TellingClient extends PublicClientApplication {
  override acquireTokenByUsernamePassword(request: UsernamePasswordRequest) {
    return told(async () => named(await super.acquireTokenByUsernamePassword(request)));
  }

  override acquireTokenByCode(
    request: AuthorizationCodeRequest,
    answer?: AuthorizationCodePayload,
  ) {
    const { nonce } = request;
    return told(async () => named(await super.acquireTokenByCode(request, answer)), { nonce });
  }

  override async acquireTokenByDeviceCode(request: DeviceCodeRequest) {
    return named(await super.acquireTokenByDeviceCode(request));
  }

  override async acquireTokenSilent(request: SilentFlowRequest) {
    return named(await super.acquireTokenSilent(request));
  }

  override async getAllAccounts() {
    return (await super.getAllAccounts()).map(withName);
  }

  override acquireTokenByRefreshToken(request: RefreshTokenRequest) {
    return told(async () => named(await super.acquireTokenByRefreshToken(request)));
  }

  override getAuthCodeUrl(request: AuthorizationUrlRequest) {
    return told(() => super.getAuthCodeUrl(request));
  }
}

function named<Result extends AuthenticationResult | null>(result: Result): Result {
  if (!result?.account || result.account.username) return result;
  return { ...result, account: withName(result.account) };
}

function withName(account: AccountInfo): AccountInfo {
  if (account.username) return account;
  const { emails, email } = account.idTokenClaims ?? {};
  const name = [...(Array.isArray(emails) ? emails : []), email].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return name === undefined ? account : { ...account, username: name as string };
}

/** A flow has a context already, with a signal and more in it. */
function told<T>(call: () => Promise<T>, binding: IdTokenBinding = {}): Promise<T> {
  const current = currentCall();
  return current ? (Object.assign(current, binding), call()) : inCall(binding, call);
}
