export { movableClock, type Clock, type MovableClock } from './clock.ts';
export type { EmulatorControl } from './control/emulator-control.ts';
export type { Exchange } from './control/exchange.ts';
export { defaultDirectory } from './directory/default-directory.ts';
export type { App, Directory, Resource, Tenant, User } from './directory/directory.ts';
export type { EmulatorOptions, IdentityEmulator } from './emulator.ts';
export type { PersonRule } from './person/person-rule.ts';
export type { Scenario, ScenarioAnswer, ScenarioPlace } from './scenarios/scenario.ts';
export { startIdentityEmulator } from './start-identity-emulator.ts';
