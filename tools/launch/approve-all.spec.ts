import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '@entra-flows/identity-emulator-core';
import { approveAll } from './emulator-control.mjs';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

const approveAs = (account?: string) => {
  const control = { url: emulator.controlUrl, secret: emulator.controlSecret, pid: process.pid };
  return approveAll(control, 'contoso.example', account);
};

describe('the scripted person of a hands-free run', () => {
  test('is whoever can sign in, and somebody when nobody is named', async () => {
    await approveAs('bruno@contoso.example');
    await approveAs();
  });

  test.each([
    ['nobody@contoso.example', /HTTP 400\): .*'nobody@contoso\.example': no such user/],
    ['dora@contoso.example', /'dora@contoso\.example': the account is disabled/],
  ])('cannot be %s, and says why', async (account, why) => {
    await expect(approveAs(account)).rejects.toThrow(why);
  });
});
