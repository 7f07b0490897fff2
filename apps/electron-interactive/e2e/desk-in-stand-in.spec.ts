// @requires chromium
// The app's own main process, preload script and page; testing/README.md lists what this cannot witness.
import { describe, expect } from '@jest/globals';
import { normalised } from '@entra-flows/sample-testing';
import { buildStandIn } from '../testing/build-stand-in.ts';
import { keepPicture } from '../testing/keep-picture.ts';
import type { RunningDesk } from '../testing/running-desk.ts';
import { tellDeskStories } from '../testing/tell-desk-stories.ts';

/** What the user reads, compared with what is checked in. KEEP_PICTURES=1 renews those of the README. */
async function onShown(desk: RunningDesk, name: string): Promise<void> {
  const text = normalised(await desk.page.locator('main').innerText());
  expect(text).toMatchSnapshot(name);
  if (process.env['KEEP_PICTURES'] && name !== 'signed-in-again') await keepPicture(desk, name);
}

describe('in the stand-in for Electron, over Chromium', () =>
  tellDeskStories(buildStandIn, { onShown }));
