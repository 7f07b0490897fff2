// Every export of the library.

export {
  acquireTokenByIntegratedWindowsAuth,
  type IntegratedWindowsAuthRequest,
} from './acquire-token-by-integrated-windows-auth.ts';
export {
  acquireTokenByUsernamePassword,
  type UsernamePasswordRequest,
} from './acquire-token-by-username-password.ts';
export { FederationError, type FederationErrorCode } from './federation-error.ts';
export type { FederationStep } from './federation-step.ts';
