import {
  type AuthorizationCodePayload,
  type AuthorizationCodeRequest,
  type AuthorizationUrlRequest,
  PublicClientApplication,
  type RefreshTokenRequest,
  type UsernamePasswordRequest,
} from '@azure/msal-node';
import { currentCall, inCall } from '../network/call-context.ts';
import type { IdTokenBinding } from '../network/id-token.ts';

/**
 * MSAL's client, whose own calls say why they failed, as this library's flows do: left alone, they
 * make a bare `endpoints_resolution_error` of a tenant that does not exist.
 */
export class TellingClient extends PublicClientApplication {
  override acquireTokenByUsernamePassword(request: UsernamePasswordRequest) {
    return told(() => super.acquireTokenByUsernamePassword(request));
  }

  override acquireTokenByCode(
    request: AuthorizationCodeRequest,
    answer?: AuthorizationCodePayload,
  ) {
    const { nonce } = request;
    return told(() => super.acquireTokenByCode(request, answer), { nonce });
  }

  override acquireTokenByRefreshToken(request: RefreshTokenRequest) {
    return told(() => super.acquireTokenByRefreshToken(request));
  }

  override getAuthCodeUrl(request: AuthorizationUrlRequest) {
    return told(() => super.getAuthCodeUrl(request));
  }
}

/** A flow has a context already, with a signal and more in it. */
function told<T>(call: () => Promise<T>, binding: IdTokenBinding = {}): Promise<T> {
  const current = currentCall();
  return current ? (Object.assign(current, binding), call()) : inCall(binding, call);
}
