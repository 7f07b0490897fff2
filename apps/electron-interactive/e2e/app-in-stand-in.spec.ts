// @long all that a user does, and axe on each page; first-run-in-stand-in.spec.ts gets a token
// @requires chromium
// The app's own main process, preload script and page; testing/README.md lists what this cannot witness.
import { describe, expect, test } from '@jest/globals';
import { followSignIn, startIdentityEmulator } from '@entra-flows/identity-emulator';
import { normalised, pageFaults, placeFor } from '@entra-flows/sample-testing';
import { buildStandIn } from '../testing/build-stand-in.ts';
import { keepPicture } from '../testing/keep-picture.ts';
import { type RunningApp, startApp } from '../testing/running-app.ts';
import { testApp } from '../testing/app-tests.ts';

/** What the user reads, compared with what is checked in. KEEP_PICTURES=1 renews those of the README. */
async function onShown(running: RunningApp, name: string): Promise<void> {
  const text = normalised(await running.page.locator('main').innerText());
  expect(text).toMatchSnapshot(name);
  expect({ name, faults: await pageFaults(running.page) }).toEqual({ name, faults: [] });
  if (process.env['KEEP_PICTURES'] && name !== 'signed-in-again') await keepPicture(running, name);
}

describe('in the stand-in for Electron, over Chromium', () => testApp(buildStandIn, { onShown }));

test('is good in Korean too, signed out, signed in and after a failure', async () => {
  const emulator = await startIdentityEmulator();
  const place = placeFor(emulator, 'electron-interactive');
  const { page, opened, close } = await startApp(await buildStandIn(), place, {
    env: { LC_ALL: 'ko_KR.UTF-8' },
  });
  const faults: string[] = [];
  const look = async () => faults.push(...(await pageFaults(page)));
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  try {
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    await look();
    await emulator.control.user({ does: 'decline', times: 1 });
    await press('로그인');
    await followSignIn(await opened());
    await page.locator('#problem').getByText('할 일: ').waitFor();
    await look();
    await emulator.control.user({ does: 'approve' });
    await press('로그인');
    await followSignIn(await opened());
    await press('내 정보 보기');
    await page.getByText('HTTP 200').waitFor();
    await look();
    // Nothing is left that only the English page says.
    expect(await page.locator('main').innerText()).not.toMatch(/sign|token|account/i);
    expect(faults).toEqual([]);
  } finally {
    await close();
    await emulator.close();
    place.remove();
  }
});
