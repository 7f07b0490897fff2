// @requires chromium, electron
// The same in Electron itself, where its program is: the npm package does not hold it.
import { describe } from '@jest/globals';
import { findElectron } from '../launch/find-electron.ts';
import { tellDeskStories } from '../testing/tell-desk-stories.ts';

const { program = '' } = findElectron();

describe('in Electron', () => tellDeskStories(async () => program));
