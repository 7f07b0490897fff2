// What the tests of the samples share: real processes, terminals and browsers.

export { browserStandIn, linkThatWasOpened, openedLink } from './browser-stand-in.ts';
export { pageFaults } from './page-faults.ts';
export { launchChromium } from './launch-chromium.ts';
export { normalised } from './normalised.ts';
export type { Browser, BrowserContext, Page } from 'playwright-core';
export { refusingDisk } from './refusing-disk.ts';
export { bundleOf, type Ended, type Place, placeFor, type Running } from './sample-place.ts';
export { openCommand, openTerminal, type Terminal } from './sample-terminal.ts';
export { type AfterFailure, afterFirst } from './scenarios/first-failure.ts';
export { appliesTo, scenariosFor } from './scenarios/applies-to.ts';
export { casesOf, type ScenarioCase, testEachScenario } from './scenarios/each-scenario.ts';
export { nearlyExpired, playScenario } from './scenarios/play-scenario.ts';
export { until, untilEmulatorLeft } from './until.ts';
export { emulator, place, useSample } from './use-sample.ts';
export { usersEnvironment } from './users-environment.ts';
export { withReloads } from './with-reloads.ts';
