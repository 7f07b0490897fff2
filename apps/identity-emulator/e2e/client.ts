import { request } from 'node:https';
import type { Endpoints } from './processes.ts';

export interface Answer {
  status: number;
  json: Record<string, string>;
}

/** A client of a served emulator that knows nothing but its endpoints file. */
export function clientOf({ authority, clientId, ca }: Endpoints) {
  const post = (path: string, form: Record<string, string>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = `${authority}/oauth2/v2.0/${path}`;
      const sent = request(url, { method: 'POST', ca, agent: false }, (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString()));
        answer.on('error', reject);
        answer.on('end', () => {
          const json = JSON.parse(text) as Record<string, string>;
          resolve({ status: answer.statusCode ?? 0, json });
        });
      });
      sent.on('error', reject);
      sent.end(new URLSearchParams({ client_id: clientId, ...form }).toString());
    });
  return {
    deviceCode: () => post('devicecode', { scope: 'User.Read openid offline_access' }),
    poll: (device_code = '') => post('token', { grant_type: 'device_code', device_code }),
    refresh: (refresh_token = '') => post('token', { grant_type: 'refresh_token', refresh_token }),
  };
}
