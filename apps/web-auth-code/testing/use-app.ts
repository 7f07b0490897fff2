import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type AppInProcess, type Changes, startApp } from './app-in-process.ts';
import {
  type PlainPage as Page,
  plainBrowser,
  type PlainBrowser,
} from '@entra-flows/identity-emulator/testing/plain-browser';

export const ADELE = 'adele@contoso.example';
export const BRUNO = 'bruno@contoso.example';

/** Of the spec that calls `useApp`. */
export let emulator: IdentityEmulator;
export let app: AppInProcess;
let ahead = 0;

/** An emulator for the spec file, and an app for each of its tests. */
export function useApp(): void {
  beforeAll(async () => {
    emulator = await startIdentityEmulator();
  });
  afterAll(() => emulator.close());
  beforeEach(async () => {
    await emulator.control.reset();
    ahead = 0;
    app = await startApp(emulator, { now });
  });
  afterEach(() => app.close());
}

/** Another app in the place of the test's, with these settings. */
export async function restart(changes: Changes): Promise<void> {
  await app.close();
  app = await startApp(emulator, { now, ...changes });
}

const now = () => Date.now() + ahead;

/** Puts the app's clock forward. */
export const letPass = (ms: number) => void (ahead += ms);

/** The next sign-in is approved. */
export async function approve(as = ADELE): Promise<void> {
  await emulator.control.user({ does: 'approve', as, times: 1 });
}

/** How often the token endpoint was asked by that grant. */
export async function count(grant: string): Promise<number> {
  const exchanges = await emulator.control.exchanges();
  return exchanges.filter(({ grantType }) => grantType === grant).length;
}

/**
 * A user who has signed in, and the page that they came to.
 *
 * @param expired how many of their tokens are good for nothing but a refresh
 */
export async function signedIn(
  as = ADELE,
  { expired = 0 } = {},
): Promise<{ browser: PlainBrowser; page: Page }> {
  // MSAL renews five minutes before the end. The profile takes the first token, or renews it.
  const answer = { merge: { expires_in: 60 } };
  if (expired > 0) await emulator.control.fault({ at: 'token', times: expired, answer });
  await approve(as);
  const browser = plainBrowser();
  const page = await browser.open(`${app.url}/sign-in`);
  return { browser, page };
}

/** The answer of the authority, not delivered yet. */
export async function heldAnswer(
  browser = plainBrowser(),
  { as = ADELE, at = app } = {},
): Promise<{ browser: PlainBrowser; answer: string }> {
  await approve(as);
  const { headers } = await browser.open(`${at.url}/sign-in`, 1);
  return { browser, answer: headers['location'] ?? '' };
}
