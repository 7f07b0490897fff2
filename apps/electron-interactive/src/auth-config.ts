import { said, UsageError } from '@entra-flows/sample-kit';
import {
  type AuthorityConfig,
  readAuthorityConfig,
  requireGraph,
} from '@entra-flows/sample-kit/service';

/** What a token is asked for, for the sign-in and for the profile. */
export const SCOPES = ['User.Read'];

/** What `nx build` found in ENTRA_CLIENT_ID, ENTRA_AUTHORITY and ENTRA_GRAPH: all are public. */
declare const __BUILT_WITH__: { clientId: string; authority: string; graph: string };

/**
 * Client ID, authority and address of Microsoft Graph.
 *
 * In development from the environment or `.env.local`. A packaged app takes only what it was built with:
 * its environment belongs to the user who starts it.
 *
 * @throws {UsageError} with what to set
 */
export function authConfig(app: { isPackaged: boolean }): AuthorityConfig & { graph: string } {
  const where = authorityConfig(app);
  return { ...where, graph: requireGraph(where) };
}

function authorityConfig({ isPackaged }: { isPackaged: boolean }): AuthorityConfig {
  if (!isPackaged) return readAuthorityConfig();
  const { clientId, authority, graph } = __BUILT_WITH__;
  if (!clientId || !authority) {
    throw new UsageError(
      said({
        en:
          'This package was built without ENTRA_CLIENT_ID and ENTRA_AUTHORITY, so there is nobody to ask for a token.\n' +
          'Set both, then build and package it again.',
        ko:
          '이 패키지는 ENTRA_CLIENT_ID와 ENTRA_AUTHORITY 없이 빌드되어 토큰을 요청할 곳을 모릅니다.\n' +
          '둘 다 설정한 뒤 다시 빌드하고 패키지하세요.',
      }),
    );
  }
  return readAuthorityConfig(
    {},
    { ENTRA_CLIENT_ID: clientId, ENTRA_AUTHORITY: authority, ENTRA_GRAPH: graph },
    {},
  );
}
