import { followSignIn, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type AfterFailure,
  nearlyExpired,
  placeFor,
  playScenario,
  withReloads,
} from '@entra-flows/sample-testing';
import { type AppInProcess, appInProcess } from './app-in-process.ts';
import type { Case } from './scenario-table.ts';

const ADELE = 'adele@contoso.example';

/** What came of it. */
export interface Outcome extends AfterFailure {
  /** What the window shows as the problem; empty when it shows none. */
  problem: string;
  asked: number;
  /** The last page of the browser. */
  page: string;
}

let turn: Promise<unknown> = Promise.resolve();

/** Plays a scenario to the app in this process, with an emulator of its own. */
export async function runScenario(folder: string, entry: Case): Promise<Outcome> {
  const { start } = entry;
  await using emulator = await startIdentityEmulator();
  const { control } = emulator;
  const place = placeFor(emulator, 'electron-interactive');
  // They read the settings of this process's environment while they start: one after another.
  const started = turn.then(() => appInProcess(folder, { env: place.env }));
  turn = started.catch(() => undefined);
  const running = await started;
  try {
    const approve = () => control.user({ does: 'approve', as: ADELE });
    await approve();
    running.browser.open = (link) => void followSignIn(link);
    if (start === 'renew') await control.fault(nearlyExpired());
    if (start !== 'newcomer') await running.ask('signIn');
    await control.reset();
    await approve();
    const outcome = { asked: 0, page: '' };
    running.browser.open = (link) => {
      outcome.asked += 1;
      void browse(link, running, (page) => (outcome.page = page));
    };
    const { result, later, pause } = await playScenario(control, entry, () =>
      start === 'newcomer' ? running.ask('signIn') : running.ask('callApi', 'profile'),
    );
    const { problem = '' } = result as { problem?: string };
    return { ...outcome, problem, later, pause };
  } finally {
    running.end();
    place.remove();
  }
}

/** The user loads a broken page again, and stops waiting where the page says no. */
async function browse(link: string, running: AppInProcess, onPage: (page: string) => void) {
  const { status, url, body } = await withReloads(() => followSignIn(link));
  onPage(body);
  if (status >= 400 && url.includes('/authorize')) await running.ask('cancel');
}
