// @requires chromium, electron
// The same in Electron itself, where its program is: the npm package does not hold it.
import { describe } from '@jest/globals';
import { findElectron } from '../launch/find-electron.ts';
import { testApp } from '../testing/app-tests.ts';

const { program = '' } = findElectron();

describe('in Electron', () => testApp(async () => program));
