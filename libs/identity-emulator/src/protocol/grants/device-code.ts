import type { DeviceCode } from '../device-codes.ts';
import { isSameAuthority } from '../../directory/find-audience.ts';
import type { ProtocolState } from '../protocol-state.ts';
import { entraError, oauthError } from '../../errors/entra-error.ts';
import { parameter } from '../../server/protocol-request.ts';
import { authorize } from '../tokens/authorize.ts';
import { completeGrant } from '../tokens/issue-tokens.ts';
import { type GrantRequest, requireActiveAccount } from './grant.ts';

/** The URN of RFC 8628, and the bare word that Entra takes too. */
export const grantTypes = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'] as const;

export const required = ['device_code'] as const;

/** Answers a poll (RFC 8628 3.5), with tokens once when the user has approved. */
export async function redeem(state: ProtocolState, asked: GrantRequest) {
  const waiting = state.deviceCodes.find(parameter(asked.request, 'device_code') ?? '');
  const user = waiting && state.userAt(waiting);
  if (user) await user;
  const code = approved(state, asked, waiting);
  const account = requireActiveAccount(state, code.userId ?? '');
  const signIn = { ...code.signIn, flow: 'device-code' } as const;
  const { clientInfo, ...granted } = authorize(state, asked, account, code.scope, signIn);
  return state.deviceCodes.redeem(code, () =>
    completeGrant(state, {
      ...granted,
      clientInfo: clientInfo || code.clientInfo,
      ...(code.nonce !== undefined && { nonce: code.nonce }),
    }),
  );
}

function approved(
  state: ProtocolState,
  { audience, app }: GrantRequest,
  code: DeviceCode | undefined,
): DeviceCode {
  if (code?.clientId !== app.clientId) throw entraError(7000014);
  if (!isSameAuthority(state.directory, code.segment, audience)) throw entraError(7000014);
  if (code.state === 'redeemed') throw entraError(54005);
  if (code.state === 'declined') throw entraError(700171);
  if (state.deviceCodes.isExpired(code)) throw entraError(70020);
  if (code.state === 'pending') throw pending(code, state.clock.now());
  return code;
}

/** Half a second of tolerance: timers fire early and networks jitter. */
const tolerance = 500;

/** RFC 8628 3.5: a poll before the interval has passed makes it 5 seconds longer, for good. */
function pending(code: DeviceCode, now: number) {
  const early =
    code.lastPollAt !== undefined && now - code.lastPollAt < code.interval * 1000 - tolerance;
  code.lastPollAt = now;
  if (!early) return entraError(70016);
  code.interval += 5;
  return oauthError('slow_down');
}
