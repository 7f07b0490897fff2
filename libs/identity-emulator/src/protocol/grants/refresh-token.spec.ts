import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultDirectory, startIdentityEmulator, type IdentityEmulator } from '../../index.ts';
import { memoryJournal } from '../../server/storage/journal.ts';
import { emulatorClient, type EmulatorClient } from '../../testing/emulator-client.ts';
import { RefreshTokens } from '../tokens/refresh-tokens.ts';

let emulator: IdentityEmulator;
let client: EmulatorClient;
let token: unknown;
const directory = structuredClone(defaultDirectory);
beforeEach(async () => {
  emulator = await startIdentityEmulator({ directory });
  client = emulatorClient(emulator);
  await emulator.control.user({ does: 'approve' });
  const { device_code } = await client.deviceCode();
  token = (await client.poll(device_code)).json['refresh_token'];
});
afterEach(() => emulator.close());

describe('refresh_token', () => {
  test('each answer brings a new refresh token, and new tokens for the same user', async () => {
    const first = await client.refresh(token);
    expect(first.status).toBe(200);
    expect(first.json['refresh_token']).not.toBe(token);
    expect(first.json['scope']).toBe('User.Read openid profile');
    expect((await client.refresh(first.json['refresh_token'])).status).toBe(200);
  });

  test('a client whose answer was lost may use the same token again for half a minute', async () => {
    await client.refresh(token);
    await emulator.control.advanceClock(25);
    const again = await client.refresh(token);
    expect(again.status).toBe(200);
    expect((await client.refresh(again.json['refresh_token'])).status).toBe(200);
  });

  test('later reuse revokes the whole family, the newest token included', async () => {
    const { json } = await client.refresh(token);
    await emulator.control.advanceClock(31);
    const reused = await client.refresh(token);
    expect(reused.json).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    const newest = await client.refresh(json['refresh_token']);
    expect(newest.json).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
  });

  test('a token that was never issued harms no other token', async () => {
    const tampered = await client.refresh(`${String(token).slice(0, -2)}xx`);
    expect(tampered.json).toMatchObject({ error_codes: [70000], suberror: 'bad_token' });
    expect((await client.refresh(token)).status).toBe(200);
  });

  test('90 days without use are the end: AADSTS700082', async () => {
    await emulator.control.advanceClock(90 * 24 * 3600);
    expect((await client.refresh(token)).json['error_codes']).toEqual([700082]);
  });

  test('a disabled account is AADSTS50057', async () => {
    const [adele] = directory.tenants[0]?.users ?? [];
    if (!adele) throw new Error('no user');
    adele.disabled = true;
    const { json } = await client.refresh(token);
    delete adele.disabled;
    expect(json).toMatchObject({ error: 'invalid_grant', error_codes: [50057] });
  });

  test('is good under any name of its tenant, and under the shared authorities', async () => {
    for (const name of ['contoso.example', 'organizations', 'common']) {
      const other = emulatorClient(emulator, emulator.authorityFor(name));
      expect((await other.refresh(token)).status).toBe(200);
    }
  });

  test('of a work account is not for consumers: AADSTS50020', async () => {
    const form = { client_id: '1d8e3b75-4029-4f6a-82b7-ae6f9d310824' }; // takes personal accounts too
    const { json } = await client.post('token', {
      ...form,
      grant_type: 'password',
      username: 'bruno@contoso.example',
      password: 'Password-of-Bruno-1',
      scope: 'openid offline_access',
    });
    const at = (name: string) => emulatorClient(emulator, emulator.authorityFor(name));
    const refused = await at('consumers').refresh(json['refresh_token'], form);
    expect(refused.json['error_codes']).toEqual([50020]);
    expect((await at('organizations').refresh(json['refresh_token'], form)).status).toBe(200);
  });

  test('forty refreshes at once all succeed, and so does each of their tokens', async () => {
    const race = (tokens: unknown[]) => Promise.all(tokens.map((one) => client.refresh(one)));
    const answers = await race(Array(40).fill(token));
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    const next = await race(answers.map(({ json }) => json['refresh_token']));
    expect(next.map(({ status }) => status)).toEqual(Array(40).fill(200));
  });

  test('a client that refreshes once a day is never asked again', async () => {
    for (let day = 0; day < 40; day += 1) {
      await emulator.control.advanceClock(24 * 3600);
      token = (await client.refresh(token)).json['refresh_token'];
    }
    expect((await client.refresh(token)).status).toBe(200);
  });
});

test('of 100,000 sign-ins that are kept, the oldest one goes for a new one', async () => {
  const gone: string[] = [];
  const families = new RefreshTokens(
    {
      ...memoryJournal(),
      *entries() {
        for (let index = 0; index < 100_000; index += 1)
          yield [`f${index}`, { live: [], spent: [], id: `f${index}`, expiresAt: Infinity }];
      },
      async write(...records) {
        for (const { key, value } of records) if (value === null) gone.push(key);
      },
    },
    Date,
  );
  const details = { tenantId: 't', userId: 'u', clientId: 'c', scope: 'openid' };
  const tokens = [await families.start(details), await families.start(details)];
  expect(gone).toEqual(['f0', 'f1']);
  for (const token of tokens)
    expect(await families.check(token)).toMatchObject({ outcome: 'good' });
});
