import type { IdentityEmulator } from '../index.ts';
import { request, type Answer } from './request.ts';

export interface JsonAnswer extends Answer {
  json: Record<string, unknown>;
}

export type Form = Record<string, string> | string;

/** A client that sends forms as they are and shows answers as they come; for the specs. */
export function emulatorClient(emulator: IdentityEmulator, authority = emulator.authority) {
  const { ca, clientId } = emulator;
  const post = async (path: string, form: Form, headers = {}): Promise<JsonAnswer> => {
    const body = new URLSearchParams(form).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `${authority}/oauth2/v2.0/${path}`;
    return parsed(
      await request(url, { method: 'POST', headers: { ...type, ...headers }, body, ca }),
    );
  };
  return {
    post,
    get: async (url: string, headers = {}) => parsed(await request(url, { headers, ca })),
    deviceCode: async (scope = 'User.Read openid profile offline_access') =>
      (await post('devicecode', { client_id: clientId, scope })).json as unknown as IssuedCode,
    poll: (deviceCode: string, more = {}) =>
      post('token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: clientId,
        device_code: deviceCode,
        ...more,
      }),
    refresh: (refreshToken: unknown, more = {}) =>
      post('token', {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: String(refreshToken),
        ...more,
      }),
  };
}

export type EmulatorClient = ReturnType<typeof emulatorClient>;

export interface IssuedCode {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
  message: string;
}

function parsed(answer: Answer): JsonAnswer {
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  return { ...answer, json: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {} };
}
