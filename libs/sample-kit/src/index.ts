// Every export of the kit. It is small, and made for samples.

export { accountPicker } from './account-picker.ts';
export { ApiError, apiAnswer } from './api-answer.ts';
export { type ApiToCall, apiToCall } from './api-to-call.ts';
export { askingStreams, type AskingOptions } from './ask-line.ts';
export { askUsername } from './ask-username.ts';
export { CannotStart } from './cannot-start.ts';
export { cacheLocation } from './cache-location.ts';
export { deviceCodeDisplay, isReachableByPhone } from './show-device-code.ts';
export { keepApart } from './keep-apart.ts';
export type { Output } from './output.ts';
export { optionHint } from './option-hint.ts';
export { openPageHere } from './open-page-here.ts';
export { type BrowserOptions, openSignInPage } from './open-sign-in-page.ts';
export { plainJson, plainLine, plainText } from './plain-text.ts';
export { type OwnOptions, type OwnValues, type SampleOptions } from './read-options.ts';
export { readPassword } from './read-password.ts';
export { runSample } from './run-sample.ts';
export { type SampleConfig, sampleConfig } from './sample-config.ts';
export { standardError, standardErrorStream, writeOut } from './standard-streams.ts';
export { surviveHangup } from './survive-hangup.ts';
export { UsageError } from './usage-error.ts';
export { verboseLog } from './verbose-log.ts';
export { knownGraph, whereIsTheAuthority, type Whereabouts } from './where-is-the-authority.ts';
