// @long loads MSAL twice more; acquire-token-interactive.spec.ts shows the rule with ours
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';

// MSAL Node takes the nonce from the request alone from 7.2.3 on, which is what is installed. Apps that
// copied this library may have the one before.
jest.unstable_mockModule('@azure/msal-node', () => import('msal-node-7.2.1'));
const { version } = await import('@azure/msal-node');
const { followSignIn, startIdentityEmulator } = await import('@entra-flows/identity-emulator');
const { beginFlow, failureOf } = await import('./testing/interactive-flow.ts');

let emulator: IdentityEmulator;
beforeAll(async () => {
  emulator = await startIdentityEmulator();
});
afterAll(() => emulator.close());

test.each([true, false])('MSAL Node 7.2.1 compares the nonce too: it fits (%s)', async (fits) => {
  await emulator.control.user({ does: 'approve', as: 'adele@contoso.example', times: 1 });
  const { opened, result } = beginFlow(emulator);
  const url = await opened;
  if (!fits) url.searchParams.set('nonce', 'x'.repeat(43));
  await followSignIn(url.href);
  const outcome = fits ? await result : await failureOf(result);
  expect(version).toBe('7.2.1');
  expect(outcome).toMatchObject(
    fits ? { account: { username: 'adele@contoso.example' } } : { errorCode: 'nonce_mismatch' },
  );
});
