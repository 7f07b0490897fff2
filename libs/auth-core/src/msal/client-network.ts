import type { PublicClientApplication } from '@azure/msal-node';
import { inCall } from './call-context.ts';
import type { Send } from '../http/http.ts';
import { partsOf } from './create-public-client.ts';

/** What a flow of another library needs that speaks to more servers than the token endpoint. */
export interface ClientNetwork {
  /** Of the client. */
  authority: string;
  /** One request with the client's certificates, proxy, deadlines, repetitions and trace. */
  send: Send;
  /**
   * Runs a call of MSAL: `signal` ends it at once, and the failure on the wire that MSAL hides
   * becomes the error's `cause`.
   */
  call<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * The network below a client of `createPublicClient`.
 *
 * @throws {TypeError} for a client that was made otherwise
 */
export function clientNetwork(client: PublicClientApplication): ClientNetwork {
  const { authority, api } = partsOf(client);
  return {
    authority,
    send: api,
    call: (work, signal) => inCall(signal ? { signal } : {}, work),
  };
}
