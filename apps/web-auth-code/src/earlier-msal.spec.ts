import { expect, jest, test } from '@jest/globals';

// MSAL Node takes the nonce from the request alone from 7.2.3 on, which is what is installed; a copy of
// this app may have the one before.
jest.unstable_mockModule('@azure/msal-node', () => import('msal-node-7.2.1'));
const { version } = await import('@azure/msal-node');
const { startIdentityEmulator } = await import('@entra-flows/identity-emulator');
const { startApp } = await import('../testing/app-in-process.ts');
const { plainBrowser } = await import('@entra-flows/identity-emulator/testing/plain-browser');

test('MSAL Node 7.2.1 signs in, and refuses an ID token for another nonce', async () => {
  await using emulator = await startIdentityEmulator();
  const app = await startApp(emulator);
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
  expect(version).toBe('7.2.1');
  const page = await plainBrowser().open(`${app.url}/sign-in`);
  expect(page.body).toContain('adele@contoso.example: token from the cache');

  const browser = plainBrowser();
  const { headers } = await browser.open(`${app.url}/sign-in`, 0);
  const asked = new URL(headers['location'] ?? '');
  asked.searchParams.set('nonce', 'another');
  expect((await browser.open(asked.href)).body).toContain('nonce_mismatch');
  expect((await browser.open(app.url)).body).toContain('You are not signed in');
  await app.close();
});
