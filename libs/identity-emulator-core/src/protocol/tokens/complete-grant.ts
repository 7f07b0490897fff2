import type { EmulatorState } from '../../emulator-state.ts';
import type { Authorization } from './authorization.ts';
import { issueTokens } from './issue-tokens.ts';
import { asksFor } from './resolve-scopes.ts';

/**
 * Ends a sign-in: tokens, and a new family of refresh tokens where `offline_access` was asked for.
 *
 * @param isForPage true for a single-page app, whose refresh tokens last a day
 * @returns the body of the token response
 */
export async function completeGrant(
  state: EmulatorState,
  granted: Authorization,
  isForPage = false,
): Promise<Record<string, unknown>> {
  const { tenant, user, app, scopes, amr, acrs, authTime, flow } = granted;
  const family = {
    tenantId: tenant.id,
    userId: user.id,
    clientId: app.clientId,
    scope: scopes.asked.join(' '),
    ...(isForPage && { isForPage }),
    ...(amr && { amr }),
    ...(acrs && { acrs }),
    ...(authTime !== undefined && { authTime }),
    ...(flow && { flow }),
  };
  const [tokens, refreshToken] = await Promise.all([
    issueTokens(state, granted),
    asksFor(scopes, 'offline_access') ? state.refreshTokens.start(family) : undefined,
  ]);
  return { ...tokens, ...(refreshToken && { refresh_token: refreshToken }) };
}
