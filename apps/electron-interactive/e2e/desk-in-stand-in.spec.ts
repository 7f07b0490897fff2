// @requires chromium
// The app's own main process, preload script and page; testing/README.md lists what this cannot witness.
import { describe } from '@jest/globals';
import { buildStandIn } from '../testing/build-stand-in.ts';
import { keepPicture } from '../testing/keep-picture.ts';
import { tellDeskStories } from '../testing/tell-desk-stories.ts';

// KEEP_PICTURES=1 renews those of the README.
const options = process.env['KEEP_PICTURES'] ? { onShown: keepPicture } : {};

describe('in the stand-in for Electron, over Chromium', () =>
  tellDeskStories(buildStandIn, options));
