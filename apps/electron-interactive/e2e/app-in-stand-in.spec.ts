// @long all that a user does, and axe on each page; first-run-in-stand-in.spec.ts gets a token
// @requires chromium
// The app's own main process, preload script and page; testing/README.md lists what this cannot witness.
import { describe, expect } from '@jest/globals';
import { normalised, pageFaults } from '@entra-flows/sample-testing';
import { buildStandIn } from '../testing/build-stand-in.ts';
import { keepPicture } from '../testing/keep-picture.ts';
import type { RunningApp } from '../testing/running-app.ts';
import { testApp } from '../testing/app-tests.ts';

/** What the user reads, compared with what is checked in. KEEP_PICTURES=1 renews those of the README. */
async function onShown(running: RunningApp, name: string): Promise<void> {
  const text = normalised(await running.page.locator('main').innerText());
  expect(text).toMatchSnapshot(name);
  expect({ name, faults: await pageFaults(running.page) }).toEqual({ name, faults: [] });
  if (process.env['KEEP_PICTURES'] && name !== 'signed-in-again') await keepPicture(running, name);
}

describe('in the stand-in for Electron, over Chromium', () => testApp(buildStandIn, { onShown }));
