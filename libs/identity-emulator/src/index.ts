export type { AdfsOptions } from './adfs/adfs.ts';
export { movableClock, type Clock, type MovableClock } from './server/clock.ts';
export { connectToControl, holdEmulator, type Lease } from './control/connect-to-control.ts';
export type { ControlAddress } from './control/call-control.ts';
export type { EmulatorControl, PolicyControl } from './control/emulator-control.ts';
export type { PolicyChange, TenantPolicy } from './directory/live-policies.ts';
export type { Exchange } from './server/exchange-log.ts';
export type { Actor, IssuedTokens, Screen, StepKind, TraceStep } from './server/trace-step.ts';
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
  Subscription,
  Tenant,
  User,
} from './directory/directory.ts';
export type { EmulatorOptions, IdentityEmulator } from './emulator.ts';
export { aadstsTable, type AadstsEntry } from './errors/aadsts-table.ts';
export { freePort } from './server/free-port.ts';
export { followSignIn, type SignInEnd } from './control/user/follow-sign-in.ts';
export type { UserRule } from './control/user/user-rule.ts';
export { findScenario, scenarios } from './control/scenarios/catalogue.ts';
export { requireScenario } from './control/scenarios/play-scenario.ts';
export type { Fault, FaultAnswer, FaultPlace } from './control/faults/fault.ts';
export type { Scenario } from './control/scenarios/catalogue.ts';
export type { ScenarioStep, ScenarioText } from './control/scenarios/scenario-steps.ts';
export { startIdentityEmulator } from './start-identity-emulator.ts';
