import { readClaimsRequest } from '../read-claims-request.ts';
import { requireAccess } from '../evaluate-policies.ts';
import { grantedScopes, requireConsent } from '../missing-scopes.ts';
import type { Account } from '../../directory/find-user.ts';
import type { ProtocolState } from '../protocol-state.ts';
import type { GrantRequest } from '../grants/grant.ts';
import { parameter } from '../../server/protocol-request.ts';
import type { Authorization, SignInRecord } from './authorization.ts';
import { asksForDefault, type ResolvedScopes, resolveScopes } from './resolve-scopes.ts';

/**
 * Whether a user's tokens may be issued now, with no user at hand who could be asked: the last
 * question of every grant that is about a user.
 *
 * @param scope what the app asks for, with spaces between
 * @throws EntraError 53003, 50076 or 50079 by policy; 65001 without consent; those of
 *   `resolveScopes` for the scope
 */
export function authorize(
  state: ProtocolState,
  { request, app, proof }: GrantRequest,
  account: Account,
  scope: string,
  signIn: SignInRecord,
): Authorization {
  const { contexts, capabilities } = readClaimsRequest(parameter(request, 'claims'));
  const asked = { app, resource: parameter(request, 'resource') };
  const scopes = resolveScopes(state.directory, scope, asked);
  const { resource } = scopes;
  const { amr = ['pwd'], flow = 'browser', acrs = [] } = signIn;
  const satisfied = requireAccess({ account, app, resource, flow, amr, contexts });
  requireConsent(state.consents, account, app, scopes);
  return {
    ...account,
    ...signIn,
    amr,
    acrs: [...new Set([...acrs, ...satisfied])],
    app,
    addresses: request.addresses,
    proof,
    capabilities,
    scopes: withDefault(scopes, () => grantedScopes(state.consents, account, app, resource)),
    clientInfo: parameter(request, 'client_info') === '1',
  };
}

/** `.default` stands for all that the app was given. */
function withDefault(scopes: ResolvedScopes, granted: () => string[]): ResolvedScopes {
  return asksForDefault(scopes) ? { ...scopes, permissions: granted() } : scopes;
}
