export type { AdfsOptions } from './adfs/adfs.ts';
export { movableClock, type Clock, type MovableClock } from './clock.ts';
export { connectToControl } from './control/connect-to-control.ts';
export type { ControlAddress } from './control/call-control.ts';
export { holdEmulator, type Hold } from './control/hold-emulator.ts';
export type { EmulatorControl } from './control/emulator-control.ts';
export type { Exchange } from './control/exchange.ts';
export { defaultDirectory } from './directory/default-directory.ts';
export { parseDirectory } from './directory/parse-directory.ts';
export type {
  App,
  Directory,
  Guest,
  LocalText,
  Policy,
  Resource,
  Scope,
  SignInFlow,
  Tenant,
  User,
} from './directory/directory.ts';
export type { EmulatorOptions, IdentityEmulator } from './emulator.ts';
export { aadstsTable, type AadstsEntry } from './errors/aadsts-table.ts';
export { freePort } from './http/free-port.ts';
export { followSignIn, type SignInEnd } from './person/follow-sign-in.ts';
export type { PersonRule } from './person/person-rule.ts';
export { findStory, stories } from './scenarios/catalogue.ts';
export { requireStory } from './scenarios/play-story.ts';
export type { Scenario, ScenarioAnswer, ScenarioPlace } from './scenarios/scenario.ts';
export type { Story, StoryStep, StoryText } from './scenarios/story.ts';
export { startIdentityEmulator } from './start-identity-emulator.ts';
export { fileProblem } from './storage/file-problem.ts';
export { makeFolder } from './storage/make-folder.ts';
export { readIfThere } from './storage/read-if-there.ts';
export { replaceFile } from './storage/replace-file.ts';
export { setAside, type Log } from './storage/set-aside.ts';
