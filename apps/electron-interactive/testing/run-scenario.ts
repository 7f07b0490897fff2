import { followSignIn, startIdentityEmulator } from '@entra-flows/identity-emulator';
import {
  type AfterFailure,
  nearlyExpired,
  placeFor,
  playScenario,
} from '@entra-flows/sample-testing';
import { type DeskInProcess, deskInProcess } from './desk-in-process.ts';
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
  const started = turn.then(() => deskInProcess(folder, { env: place.env }));
  turn = started.catch(() => undefined);
  const desk = await started;
  try {
    const approve = () => control.user({ does: 'approve', as: ADELE });
    await approve();
    desk.browser.open = (link) => void followSignIn(link);
    if (start === 'renew') await control.fault(nearlyExpired());
    if (start !== 'newcomer') await desk.ask('signIn');
    await control.reset();
    await approve();
    const outcome = { asked: 0, page: '' };
    desk.browser.open = (link) => {
      outcome.asked += 1;
      void browse(link, desk, (page) => (outcome.page = page));
    };
    const { result, later, pause } = await playScenario(control, entry, () =>
      start === 'newcomer' ? desk.ask('signIn') : desk.ask('callApi', 'profile'),
    );
    const { problem = '' } = result as { problem?: string };
    return { ...outcome, problem, later, pause };
  } finally {
    desk.end();
    place.remove();
  }
}

/** The user loads a broken page again, and stops waiting where the page says no. */
async function browse(link: string, desk: DeskInProcess, onPage: (page: string) => void) {
  for (let tries = 3; ; tries -= 1) {
    try {
      const { status, url, body } = await followSignIn(link);
      onPage(body);
      if (status >= 400 && url.includes('/authorize')) await desk.ask('cancel');
      return;
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}
