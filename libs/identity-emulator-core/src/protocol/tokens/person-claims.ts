import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Person } from '../../directory/find-user.ts';
import type { EmulatorState } from '../../emulator-state.ts';

/** Who a token is about, in the tenant that it is for; `idp` is where a guest is at home. */
export const personClaims = ({ origin }: EmulatorState, person: Person): JWTPayload => ({
  tid: person.tenant.id,
  oid: person.user.id,
  ver: '2.0',
  ...(person.home && { idp: `${origin}/${person.home.tenant.id}/v2.0` }),
});

/** OpenID Connect Core 8.1: the same person has another `sub` at each audience. */
export function pairwiseSubject({ tenant, user }: Person, audience: string): string {
  const parts = [tenant.id, user.id, audience].join('\n');
  return createHash('sha256').update(parts).digest('base64url');
}
