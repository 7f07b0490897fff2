// The parts of which `sampleConfig` and `runSample` are made, for a service, a web app or a desktop app.

export { ApiError } from './api-answer.ts';
export { type ApiToCall, apiToCall, type ArmToCall } from './api-to-call.ts';
export { assertDistinctFiles } from './assert-distinct-files.ts';
export { asCacheUsage, cacheLocation } from './cache-location.ts';
export { commandHere } from './command-here.ts';
export { failureText } from '@entra-flows/primitives/failure-text';
export { followLanguage } from './follow-language.ts';
export { html, Markup } from '@entra-flows/primitives/markup';
export { isReachableByPhone } from './is-reachable-by-phone.ts';
export { optionHint } from './option-hint.ts';
export { optionProblem } from '@entra-flows/primitives/option-problem';
export { plainJson } from './plain-text.ts';
export {
  type AuthorityConfig,
  type NamedAuthority,
  readAuthorityConfig,
  requireGraph,
  scopesIn,
  scopesInCode,
} from './read-authority-config.ts';
export type { OwnOptions, OwnValues, SampleOptions } from './read-options.ts';
export type { ShownStream } from './screen.ts';
export { standardErrorStream, writeHelp, writeOut } from './standard-streams.ts';
export { StartupError } from './usage-error.ts';
export { surviveHangup } from './standard-streams.ts';
export { verboseLog } from './verbose-log.ts';
