import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acquireTokenByDeviceCode, publicClientConfiguration } from '@entra-flows/auth-core';
import { startIdentityEmulator, type IdentityEmulator } from '@entra-flows/identity-emulator';
import { approveAll } from './emulator-control.ts';

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.02 } });
});
afterAll(() => emulator.close());

const approveAs = (account?: string) => {
  const control = { url: emulator.controlUrl, secret: emulator.controlSecret, pid: process.pid };
  return approveAll(control, 'contoso.example', account);
};

/** @returns the user name of who signs in with a device code */
async function signedIn(): Promise<string | undefined> {
  const { clientId, ca } = emulator;
  const authority = emulator.authorityFor('contoso.example');
  const trustedOrigins = [{ origin: new URL(authority).origin, ca }];
  const client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
  return (await acquireTokenByDeviceCode(client, request))?.account?.username;
}

describe('the scripted user of a hands-free run', () => {
  test('is the user who is named, or the first of the tenant', async () => {
    await approveAs('bruno@contoso.example');
    expect(await signedIn()).toBe('bruno@contoso.example');
    await approveAs();
    expect(await signedIn()).toBe(emulator.users[0]?.username);
  });

  test.each([
    ['nobody@contoso.example', /HTTP 400\): .*'nobody@contoso\.example': no such user/],
    ['dora@contoso.example', /'dora@contoso\.example': the account is disabled/],
  ])('cannot be %s, and says why', async (account, why) => {
    await expect(approveAs(account)).rejects.toThrow(why);
  });
});
