// Every export of the library, by what a reader looks for.

export {
  publicClientConfiguration,
  type PublicClientOptions,
  type SharedCache,
} from './msal/public-client-configuration.ts';
export { checkAuthority } from './msal/authority.ts';
export { armEndpoint, graphEndpoint } from './msal/microsoft-clouds.ts';
export { mergeClaims } from './requests/claims.ts';
export { type ClientNetwork, clientNetwork, type PublicClient } from './msal/client-network.ts';

export { acquireToken } from './policy/acquire-token.ts';
export { askInOrder, type AskInOrderOptions, type FlowStep } from './policy/ask-in-order.ts';
export {
  type AskingFlow,
  chooseFlow,
  type FlowChoice,
  namedBrowsers,
  runsInCi,
} from './policy/choose-flow.ts';
export {
  type CachedAccessToken,
  type CachedTokens,
  listCachedTokens,
} from './policy/list-cached-tokens.ts';
export { listAccounts } from './policy/list-accounts.ts';
export { type MachineEnvironment, readEnvironment } from './policy/machine-environment.ts';
export { signOut } from './policy/sign-out.ts';
export type { AskUser, InteractiveRequest, TokenRequest } from './policy/token-request.ts';

export {
  acquireTokenByDeviceCode,
  type DeviceCodeFlowRequest,
  type DeviceCodePrompt,
} from './device-code/acquire-token-by-device-code.ts';

export {
  acquireTokenInteractive,
  type InteractiveFlowRequest,
} from './interactive/acquire-token-interactive.ts';
export type { SchemeRedirect } from './interactive/scheme-receiver.ts';
export { keepRoom } from '@entra-flows/primitives/keep-room';
export {
  listenOnLoopback,
  type LoopbackListener,
  manyCookies,
  portProblem,
} from '@entra-flows/primitives/listen-on-loopback';
export { refuseInWords } from '@entra-flows/primitives/refuse-in-words';

export {
  acquireTokenByAssertion,
  type AssertionFlowRequest,
  type SamlVersion,
} from './assertion/acquire-token-by-assertion.ts';

export type { DeviceCodeBinding, DeviceCodeFlow } from './device-code/device-code-flow.ts';
export { startDeviceCode, type StartDeviceCodeRequest } from './device-code/start-device-code.ts';
export {
  pollDeviceCode,
  type PollOptions,
  type PollResult,
} from './device-code/poll-device-code.ts';
export {
  type PendingDeviceCode,
  pendingDeviceCodeFile,
  type PendingDeviceCodeOptions,
} from './device-code/pending-device-code.ts';

export type { ApiRequest } from './api/call-api.ts';
export { type ChallengingResponse, claimsChallenge } from './api/claims-challenge.ts';
export { fetchWithToken, type GetToken } from './api/fetch-with-token.ts';
export { type FetchFunction, toFetch, type ToFetchOptions } from './api/to-fetch.ts';

export {
  type AbortSignalLike,
  type CredentialAccount,
  type CredentialToken,
  type GetTokenOptions,
  toTokenCredential,
  type UserTokenCredential,
} from './api/to-token-credential.ts';

export type { PollEvent } from './device-code/poll-until-final.ts';
export type { DiscoveryStore } from './msal/discovery-cache.ts';
export { backoffDelay, type Setbacks } from '@entra-flows/primitives/backoff-delay';
export type { HttpRequest, HttpResponse, Send } from './http/http.ts';
export type { TrustedOrigin } from './http/https-transport.ts';
export {
  type Proxy as ProxyAddress,
  ProxyError,
  type ProxyErrorCode,
  type ProxySettings,
} from './http/proxy-for.ts';
export {
  type ApiCallStep,
  type AskUserStep,
  type AuthorizeStep,
  type AuthStep,
  type CacheLookupStep,
  type DeviceCodeStep,
  type DiagnosisStep,
  EXCHANGE_CHANNEL,
  type PollStep,
  type RedirectStep,
  type SilentStep,
  STEP_CHANNEL,
  type WaitStep,
} from './diagnostics-channels.ts';
export { type Exchange, type ExchangeSink, recordExchanges } from './http/record-exchanges.ts';

export {
  type FileCacheOptions,
  type FileCachePlugin,
  fileCachePlugin,
} from './cache/file-cache-plugin.ts';

export { keyFromFile, type KeyProvider } from './cache/key-from-file.ts';
export { isDiskRefusal } from './cache/file-fault.ts';
export { type FoundFile, readRegularFile } from './cache/read-regular-file.ts';
export { type AtomicWriteOptions, writeAtomically } from '@entra-flows/primitives/write-atomically';
export type { KeyringOptions } from './cache/keyring.ts';
export type { ProtectionDescription } from './cache/protection.ts';
export type { DamageEvent, DamageReason, OnDamaged } from './cache/set-aside.ts';

export { AuthCoreError, type AuthCoreErrorCode } from './msal/auth-core-error.ts';
export { classifyAuthError } from './errors/classify-auth-error.ts';
export type {
  Diagnosis,
  DiagnosisContext,
  ErrorCategory,
  FlowId,
  UiRequiredClassification,
  UserAction,
} from './errors/diagnosis.ts';
export {
  type AuthErrorDescription,
  describeAuthError,
  explainAuthError,
  type ExplainOptions,
  formatAuthError,
} from './errors/explain-auth-error.ts';
export {
  chooseMessageLanguage,
  type MessageLanguage,
  messageLanguage,
} from '@entra-flows/primitives/language';
export { printableText } from './errors/printable-text.ts';
export { systemCode } from '@entra-flows/primitives/system-code';
