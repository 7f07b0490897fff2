import { afterAll, beforeAll } from '@jest/globals';
import { type IdentityEmulator, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { type Browser, launchChromium } from '@entra-flows/sample-testing';
import { type BuiltPage, builtPage } from './built-page.ts';

/** Of the spec file that calls `usePage`. */
export let emulator: IdentityEmulator;
export let browser: Browser;
export let built: BuiltPage;

/** Starts an emulator and a browser for the spec file, and builds the page for that emulator. */
export function usePage(options?: Parameters<typeof launchChromium>[0]): void {
  beforeAll(async () => {
    [emulator, browser] = await Promise.all([startIdentityEmulator(), launchChromium(options)]);
    built = await builtPage(emulator);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), built.close()]);
    await emulator.close();
  });
}
