import type { IdentityEmulator } from '@entra-flows/identity-emulator-core';
import type { AppInProcess } from './app-in-process.ts';
import { type Page, plainBrowser, type PlainBrowser } from './plain-browser.ts';

export const ADELE = 'adele@contoso.example';
export const BRUNO = 'bruno@contoso.example';

/** What users of the app do, at the emulator. */
export interface Visitors {
  /** The next sign-in is approved. */
  approve(as: string): Promise<void>;
  /**
   * Somebody who has signed in, and the page that they came to.
   *
   * @param expired how many of their tokens are good for nothing but a refresh
   */
  signedIn(
    as?: string,
    options?: { expired?: number },
  ): Promise<{ browser: PlainBrowser; page: Page }>;
  /** The answer of the authority, not delivered yet. */
  heldAnswer(
    browser?: PlainBrowser,
    as?: string,
  ): Promise<{ browser: PlainBrowser; answer: string }>;
  /** How often the token endpoint was asked by that grant. */
  count(grant: string): Promise<number>;
}

export function visitors(emulator: () => IdentityEmulator, app: () => AppInProcess): Visitors {
  const approve = async (as: string) => {
    await emulator().control.person({ does: 'approve', as, times: 1 });
  };
  return {
    approve,
    async signedIn(as = ADELE, { expired = 0 } = {}) {
      // MSAL renews five minutes before the end. The profile takes the first token, or renews it.
      const answer = { merge: { expires_in: 60 } };
      if (expired > 0) await emulator().control.inject({ at: 'token', times: expired, answer });
      await approve(as);
      const browser = plainBrowser();
      const page = await browser.open(`${app().url}/sign-in`);
      return { browser, page };
    },
    async heldAnswer(browser = plainBrowser(), as = ADELE) {
      await approve(as);
      const { headers } = await browser.open(`${app().url}/sign-in`, 1);
      return { browser, answer: headers['location'] ?? '' };
    },
    async count(grant) {
      const exchanges = await emulator().control.exchanges();
      return exchanges.filter(({ grantType }) => grantType === grant).length;
    },
  };
}
