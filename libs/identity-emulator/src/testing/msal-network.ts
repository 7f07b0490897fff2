import type { INetworkModule } from '@azure/msal-node';
import type { IdentityEmulator } from '../index.ts';
import { request } from './request.ts';

/** MSAL's network interface that trusts the emulator's authority; for the specs. */
export function msalNetwork({ ca }: IdentityEmulator): INetworkModule {
  async function send<T>(url: string, options: object) {
    const { status, headers, body } = await request(url, { ...options, ca });
    return { status, headers: headers as Record<string, string>, body: JSON.parse(body) as T };
  }
  return {
    sendGetRequestAsync: (url, options) => send(url, { ...options, method: 'GET' }),
    sendPostRequestAsync: (url, options) => send(url, { ...options, method: 'POST' }),
  };
}
