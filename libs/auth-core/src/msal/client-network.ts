import type { PublicClientApplication } from '@azure/msal-node';
import { type CallContext, inCall } from './call-context.ts';
import type { Send } from '../http/http.ts';
import { partsOf } from './client-parts.ts';

/** What a flow of another library needs that speaks to more servers than the token endpoint. */
export interface ClientNetwork {
  /** Of the client. */
  authority: string;
  /** One request with the client's certificates, proxy, deadlines, repetitions and trace. */
  send: Send;
  /**
   * Runs a call of MSAL: `signal` ends it at once, the failure on the wire that MSAL hides becomes
   * the error's `cause`, and an ID token has to bring back the `nonce` that was sent.
   */
  call<T>(work: () => Promise<T>, context?: Pick<CallContext, 'signal' | 'nonce'>): Promise<T>;
}

/**
 * The network below a client that `publicClientConfiguration` configured.
 *
 * @throws {TypeError} for any other client
 */
export function clientNetwork(client: PublicClientApplication): ClientNetwork {
  const { authority, api } = partsOf(client);
  return {
    authority,
    send: api,
    call: (work, context) => inCall({ ...context }, work),
  };
}
