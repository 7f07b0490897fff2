// Every export of the kit for a command-line sample. It is small, and made for samples.

export { accountPicker } from './account-picker.ts';
export { apiAnswer } from './api-answer.ts';
export { askingStreams, askLine } from './ask-line.ts';
export { copyCode } from './code-keys.ts';
export { deviceCodeDisplay } from './show-device-code.ts';
export { openSignInPage } from './open-sign-in-page.ts';
export { plainLine, plainText } from './plain-text.ts';
export { runSample } from './run-sample.ts';
export { said, type Said } from '@entra-flows/primitives/said';
export type { NamedAuthority } from './read-authority-config.ts';
export { type AuthConfig, type SampleApp, sampleConfig } from './sample-config.ts';
export { type ShownStream, writeLine } from './screen.ts';
export { standardError } from './standard-streams.ts';
export { UsageError } from './usage-error.ts';
