import { type Exchange, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type AfterFailure,
  nearlyExpired,
  playScenario,
  withReloads,
} from '@entra-flows/sample-testing';
import { startApp } from './app-in-process.ts';
import {
  type PlainPage as Page,
  plainBrowser,
} from '@entra-flows/identity-emulator/testing/plain-browser';
import type { Case, Start } from './scenario-table.ts';

const ADELE = 'adele@contoso.example';

/** What came of it. */
export interface Outcome extends AfterFailure {
  status: number;
  code?: string;
  at: 'app' | 'authority';
  asked: number;
  /** The last page. */
  page: string;
}

/** Plays a scenario to an app in this process, with an emulator of its own. */
export async function runScenario(entry: Case): Promise<Outcome> {
  const { start } = entry;
  await using emulator = await startIdentityEmulator();
  const { control } = emulator;
  let ahead = 0;
  const app = await startApp(emulator, { now: () => Date.now() + ahead });
  const browser = plainBrowser();
  try {
    await control.user({ does: 'approve', as: ADELE });
    // The profile takes the first token, or renews it.
    if (start === 'renew') await control.fault(nearlyExpired(2));
    if (start !== 'newcomer') await browser.open(`${app.url}/sign-in`);
    await control.reset();
    await control.user({ does: 'approve', as: ADELE });
    ahead += 60_000; // the sign-in was not just now
    const { result, exchanges, later, pause } = await playScenario(control, entry, () =>
      withReloads(() => browser.open(app.url + opened[start])),
    );
    return { ...judged(result, app.url), asked: askedIn(exchanges, start), later, pause };
  } finally {
    await app.close();
  }
}

const opened: Record<Start, string> = { newcomer: '/sign-in', held: '/profile', renew: '/profile' };

function judged({ status, url, body }: Page, own: string) {
  const [, code] = /<p>Code ([^<,]*)/.exec(body) ?? [];
  const at = url.startsWith(own) ? ('app' as const) : ('authority' as const);
  const page = body.replaceAll('&quot;', '"').replaceAll('&gt;', '>');
  return { status, at, page, ...(code && { code }) };
}

function askedIn(exchanges: Exchange[], start: Start): number {
  // A user who is signing in was asked already.
  if (start === 'newcomer') return 0;
  return exchanges.filter(({ endpoint }) => endpoint === 'authorize').length;
}
