// @long every code of the emulator; classify-auth-error.spec.ts shows each kind
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aadstsTable, startIdentityEmulator } from '@entra-flows/identity-emulator';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { request as send } from 'node:https';
import { classifyAuthError } from './classify-auth-error.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

/** Status and word as Entra sends them to a refresh, and what the code means to a user. */
const table: [code: number, status: number, word: string, category: string][] = [
  [16000, 400, 'interaction_required', 'user.interaction-required'],
  [50011, 400, 'invalid_request', 'config.redirect'],
  [50013, 400, 'invalid_grant', 'token.invalid'],
  [50020, 400, 'invalid_grant', 'account.unknown'],
  [50034, 400, 'invalid_grant', 'account.unknown'],
  [50008, 400, 'invalid_grant', 'federation'],
  [50107, 400, 'invalid_grant', 'federation'],
  [51004, 400, 'invalid_grant', 'account.unknown'],
  [50053, 400, 'invalid_grant', 'account.locked'],
  [50055, 400, 'invalid_grant', 'credentials.expired'],
  [50057, 400, 'invalid_grant', 'account.disabled'],
  [50058, 400, 'login_required', 'user.interaction-required'],
  [50059, 400, 'invalid_request', 'config.tenant'],
  [50074, 400, 'invalid_grant', 'user.mfa'],
  [50076, 400, 'invalid_grant', 'user.mfa'],
  [50079, 400, 'invalid_grant', 'user.mfa'],
  [50105, 400, 'invalid_grant', 'account.not-assigned'],
  [50126, 400, 'invalid_grant', 'credentials.invalid'],
  [50133, 400, 'invalid_grant', 'token.revoked'],
  [50173, 400, 'invalid_grant', 'token.revoked'],
  [50194, 400, 'invalid_request', 'config.tenant'],
  [50196, 400, 'invalid_grant', 'service.throttled'],
  [53000, 400, 'interaction_required', 'policy.device-compliance'],
  [53003, 400, 'invalid_grant', 'policy.conditional-access'],
  [54005, 400, 'invalid_grant', 'token.already-used'],
  [65001, 400, 'invalid_grant', 'user.consent'],
  [65004, 400, 'access_denied', 'user.cancelled'],
  [70000, 400, 'invalid_grant', 'token.invalid'],
  [70003, 400, 'unsupported_grant_type', 'config.flow-not-supported'],
  [70008, 400, 'invalid_grant', 'token.expired'],
  [70011, 400, 'invalid_scope', 'config.scope'],
  [70016, 400, 'authorization_pending', 'device.pending'],
  [70018, 400, 'bad_verification_code', 'device.bad-code'],
  [70020, 400, 'expired_token', 'device.expired'],
  [90002, 400, 'invalid_tenant', 'config.tenant'],
  [90023, 400, 'invalid_request', 'protocol.bad-request'],
  [90024, 503, 'temporarily_unavailable', 'service.transient'],
  [90033, 503, 'temporarily_unavailable', 'service.transient'],
  [90055, 429, 'temporarily_unavailable', 'service.throttled'],
  [90094, 400, 'invalid_grant', 'user.admin-consent'],
  [90119, 400, 'invalid_request', 'device.bad-code'],
  [90120, 400, 'invalid_request', 'device.bad-code'],
  [90133, 400, 'invalid_request', 'config.tenant'],
  [240002, 400, 'invalid_grant', 'token.invalid'],
  [500011, 400, 'invalid_resource', 'config.scope'],
  [500112, 400, 'invalid_grant', 'config.redirect'],
  [500121, 400, 'interaction_required', 'user.mfa'],
  [500131, 400, 'invalid_grant', 'token.invalid'],
  [500133, 400, 'invalid_grant', 'token.expired'],
  [501481, 400, 'invalid_grant', 'protocol.bad-request'],
  [501491, 400, 'invalid_request', 'protocol.bad-request'],
  [650053, 400, 'invalid_client', 'config.scope'],
  [700005, 400, 'invalid_grant', 'token.invalid'],
  [700016, 400, 'unauthorized_client', 'config.client'],
  [700022, 400, 'invalid_request', 'config.scope'],
  [700025, 401, 'invalid_client', 'config.client'],
  [700027, 401, 'invalid_client', 'config.client-credential'],
  [700054, 400, 'unsupported_response_type', 'config.flow-not-supported'],
  [700082, 400, 'invalid_grant', 'token.expired'],
  [700084, 400, 'invalid_grant', 'token.expired'],
  [700171, 400, 'authorization_declined', 'device.declined'],
  [900023, 400, 'invalid_request', 'config.tenant'],
  [900144, 400, 'invalid_request', 'protocol.bad-request'],
  [900561, 400, 'invalid_request', 'protocol.bad-request'],
  [900971, 400, 'invalid_request', 'config.redirect'],
  [7000014, 400, 'invalid_grant', 'device.bad-code'],
  [7000114, 400, 'unauthorized_client', 'config.flow-not-supported'],
  [7000215, 401, 'invalid_client', 'config.client-credential'],
  [7000216, 401, 'invalid_client', 'config.client-credential'],
  [7000218, 401, 'invalid_client', 'config.flow-not-supported'],
  [9001023, 400, 'invalid_request', 'config.tenant'],
  [9002313, 400, 'invalid_request', 'protocol.bad-request'],
  [9002325, 400, 'invalid_request', 'protocol.bad-request'],
  [9002326, 400, 'invalid_request', 'config.redirect'],
  [9002327, 400, 'invalid_request', 'config.redirect'],
  [9002332, 400, 'invalid_request', 'config.tenant'],
  [9010010, 400, 'invalid_target', 'config.scope'],
];

test.each(table)(
  'the emulator sends AADSTS%d with status %d and %s, in the whole body of Entra, and it is %s',
  async (code, status, word, category) => {
    await emulator.control.fault({
      at: 'token',
      name: 'this',
      times: 1,
      answer: { aadsts: String(code) },
    });
    const { body, ...answer } = await askForToken();
    expect({ status: answer.status, word: body['error'] }).toEqual({ status, word });
    const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(body).toMatchObject({
      error_description: expect.stringMatching(
        `^AADSTS${code}: [^]+\r\nTrace ID: ${String(body['trace_id'])}\r\nCorrelation ID: ${String(body['correlation_id'])}\r\nTimestamp: ${String(body['timestamp'])}$`,
      ),
      error_codes: [code],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: guid,
      correlation_id: guid,
      error_uri: expect.stringMatching(new RegExp(`/error\\?code=${code}$`)),
    });
    expect(answer.requestId).toBe(body['trace_id']);
    const { suberror } = body;
    const diagnosis = classifyAuthError(body);
    expect(diagnosis).toMatchObject({
      category,
      known: true,
      correlationId: body['correlation_id'],
    });
    // 70000 is an umbrella: its suberror says more.
    expect(diagnosis.code).toBe(code === 70000 ? suberror : `AADSTS${code}`);
    expect(diagnosis.claims).toBe(body['claims']);
  },
);

test('every code that the emulator can send is in the table above', () => {
  const listed = table.map(([code]) => code);
  expect(
    Object.keys(aadstsTable)
      .map(Number)
      .filter((code) => !listed.includes(code)),
  ).toEqual([]);
});

test('a code that asks for a second factor brings the claims that the next request needs', async () => {
  await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: '50076' } });
  const { body } = await askForToken('authorization_code');
  const { claims } = classifyAuthError(body);
  expect(JSON.parse(claims ?? '')).toHaveProperty('access_token.capolids');
});

function askForToken(grantType = 'refresh_token') {
  return new Promise<{ status: number; requestId: unknown; body: Record<string, unknown> }>(
    (resolve, reject) => {
      const url = `${emulator.authority}/oauth2/v2.0/token`;
      const asked = send(url, { method: 'POST', ca: emulator.ca, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('error', reject).on('end', () => {
          const body = JSON.parse(text) as Record<string, unknown>;
          const { statusCode: status = 0, headers } = answer;
          resolve({ status, requestId: headers['x-ms-request-id'], body });
        });
      });
      asked.on('error', reject).end(`grant_type=${grantType}`);
    },
  );
}
