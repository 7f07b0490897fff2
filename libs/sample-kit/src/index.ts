// Every export of the kit. It is small, and made for samples.

export { type AccountPicker, accountPicker } from './account-picker.ts';
export { ApiError, apiAnswer } from './api-answer.ts';
export { type ApiToCall, apiToCall } from './api-to-call.ts';
export { askingStreams, type AskingOptions } from './ask-line.ts';
export { askUsername } from './ask-username.ts';
export { CannotStart } from './cannot-start.ts';
export { cacheLocation } from './cache-location.ts';
export {
  type DeviceCodeDisplay,
  deviceCodeDisplay,
  isReachableByPhone,
  type PromptStream,
} from './show-device-code.ts';
export { type EmulatorEndpoints, readEmulatorEndpoints } from './emulator-endpoints.ts';
export { keepApart } from './keep-apart.ts';
export { createOutput, type Output, type Streams } from './output.ts';
export { optionHint } from './option-hint.ts';
export { openOnEnter } from './open-on-enter.ts';
export { openPageHere } from './open-page-here.ts';
export { type BrowserOptions, openSignInPage } from './open-sign-in-page.ts';
export { plainJson, plainLine, plainText } from './plain-text.ts';
export {
  type OwnOption,
  type OwnOptions,
  type OwnValues,
  readOptions,
  type SampleOptions,
} from './read-options.ts';
export { type PasswordSource, readPassword } from './read-password.ts';
export { runSample, type Sample, type SampleAbout } from './run-sample.ts';
export { standardError, standardErrorStream } from './standard-streams.ts';
export { surviveHangup } from './survive-hangup.ts';
export { tokenCache } from './token-cache.ts';
export { UsageError } from './usage-error.ts';
export { verboseLog } from './verbose-log.ts';
export { knownGraph, whereIsTheAuthority, type Whereabouts } from './where-is-the-authority.ts';
