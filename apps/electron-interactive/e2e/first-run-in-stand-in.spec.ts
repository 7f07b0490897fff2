// @requires chromium
import { describe } from '@jest/globals';
import { testApp } from '../testing/app-tests.ts';
import { buildStandIn } from '../testing/build-stand-in.ts';

describe('a first run in the stand-in for Electron', () =>
  testApp(buildStandIn, { firstRunOnly: true }));
