import {
  type Exchange,
  type Fault,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator-core';
import {
  type AfterFailure,
  afterFailure,
  afterFirst,
  isFailure,
} from '@entra-flows/sample-testing';
import { startApp } from './app-in-process.ts';
import { type Page, plainBrowser, type PlainBrowser } from './plain-browser.ts';
import type { Meeting, Start } from './story-table.ts';

const ADELE = 'adele@contoso.example';

/** MSAL renews a token in its last five minutes. The profile takes the first, or renews it. */
const nearlyExpired: Fault = { at: 'token', times: 2, answer: { merge: { expires_in: 60 } } };

/** What came of it. */
export interface Met extends AfterFailure {
  status: number;
  code?: string;
  at: 'app' | 'authority';
  asked: number;
  /** The last page. */
  page: string;
}

/** Plays a story to an app in this process, with an emulator of its own. */
export async function meetStory({ story, start, pause }: Meeting): Promise<Met> {
  await using emulator = await startIdentityEmulator();
  const { control } = emulator;
  let ahead = 0;
  const app = await startApp(emulator, { now: () => Date.now() + ahead });
  const browser = plainBrowser();
  const over = new AbortController();
  try {
    await control.user({ does: 'approve', as: ADELE });
    if (start === 'renew') await control.fault(nearlyExpired);
    if (start !== 'newcomer') await browser.open(`${app.url}/sign-in`);
    await control.reset();
    await control.user({ does: 'approve', as: ADELE });
    ahead += 60_000; // the sign-in was not just now
    const before = (await control.exchanges()).length;
    await control.play(story);
    if (pause !== undefined)
      void afterFirst(isFailure, control, over.signal, () => control.withdraw(story));
    const page = await patiently(browser, app.url + opened[start]);
    const exchanges = (await control.exchanges()).slice(before);
    return { ...judged(page, app.url), ...counted(exchanges, start) };
  } finally {
    over.abort();
    await app.close();
  }
}

const opened: Record<Start, string> = { newcomer: '/sign-in', held: '/profile', renew: '/profile' };

/** A browser shows a broken connection, and its person loads the page again. */
async function patiently(browser: PlainBrowser, url: string, tries = 3): Promise<Page> {
  try {
    return await browser.open(url);
  } catch (error) {
    if (tries === 1) throw error;
    return patiently(browser, url, tries - 1);
  }
}

function judged({ status, url, body }: Page, own: string) {
  const [, code] = /<footer>Code: ([^<]*)</.exec(body) ?? [];
  const at = url.startsWith(own) ? ('app' as const) : ('authority' as const);
  const page = body.replaceAll('&quot;', '"').replaceAll('&gt;', '>');
  return { status, at, page, ...(code && { code }) };
}

function counted(exchanges: Exchange[], start: Start) {
  const sentToSignIn = exchanges.filter(({ endpoint }) => endpoint === 'authorize').length;
  // Who is signing in was asked already.
  return { asked: start === 'newcomer' ? 0 : sentToSignIn, ...afterFailure(exchanges) };
}
