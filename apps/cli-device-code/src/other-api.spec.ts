import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Place, placeFor } from '@entra-flows/sample-testing';

const SCOPES = 'api://orders.contoso.example/Orders.Read';
let emulator: IdentityEmulator;
let place: Place;

beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  place = placeFor(emulator, 'cli-device-code');
});
afterAll(async () => {
  place.remove();
  await emulator.close();
});
beforeEach(() => emulator.control.user({ does: 'approve', as: 'adele@contoso.example' }));

describe('a token for another API than Microsoft Graph', () => {
  test('does not go to Microsoft Graph, and the program says that it called nothing', async () => {
    const { code, out, err } = await place.run(['--scopes', SCOPES]).ended;
    expect([code, out]).toEqual([0, expect.stringContaining('token from the authority')]);
    expect(out).not.toContain('Graph');
    expect(err).toContain(`No API was called: the token is for the API of ${SCOPES}`);
  });

  test('goes to the API that --api names', async () => {
    const api = new URL('/api/orders', emulator.authority).href;
    const { code, out } = await place.run(['--scopes', SCOPES, '--api', api, '--json']).ended;
    expect(JSON.parse(out)).toMatchObject({ answer: expect.anything() });
    expect(code).toBe(0);
  });

  test('goes nowhere else: wrong usage, before a token is asked for', async () => {
    const args = ['--api', 'https://api.example/v1'];
    const { code, out, err } = await place.run(args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--api https://api.example was not called and no token was asked for');
  });
});
