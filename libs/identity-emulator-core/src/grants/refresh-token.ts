import { findUserById } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { parameter } from '../http/protocol-request.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import type { Redemption } from '../tokens/refresh-tokens.ts';
import { resolveScopes } from '../tokens/resolve-scopes.ts';
import type { GrantRequest } from './grant.ts';

export const grantTypes = ['refresh_token'] as const;

export const required = ['refresh_token'] as const;

/** RFC 6749 6, with a new refresh token in each answer. */
export async function redeem(state: EmulatorState, { request, audience, app }: GrantRequest) {
  const token = parameter(request, 'refresh_token') ?? '';
  const checked = await state.refreshTokens.check(token);
  if (checked.outcome !== 'good') throw rejected(checked.outcome);
  const { family } = checked;
  if (family.clientId !== app.clientId) throw entraError(70000, 'It was issued to another client.');
  const person = findUserById(state.directory, family.userId);
  if (!person) throw entraError(50034, family.userId);
  if (person.user.disabled) throw entraError(50057);
  if (audience.tenant && audience.tenant !== person.tenant)
    throw entraError(70000, 'It was issued by another tenant.');
  const tokens = await issueTokens(state, {
    ...person,
    app,
    scopes: resolveScopes(state.directory, parameter(request, 'scope') ?? family.scope),
    clientInfo: parameter(request, 'client_info') === '1',
  });
  return { ...tokens, refresh_token: await state.refreshTokens.rotate(family, token) };
}

type Rejection = Exclude<Redemption['outcome'], 'good'>;

function rejected(outcome: Rejection) {
  if (outcome === 'expired') return entraError(700082);
  if (outcome === 'unknown') return entraError(70000, 'The refresh token is unknown.');
  // Reuse is not told apart from a revoked session: the one who holds a stolen token learns nothing.
  return entraError(50173);
}
