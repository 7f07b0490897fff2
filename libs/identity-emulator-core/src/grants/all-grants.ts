import * as authorizationCode from './authorization-code.ts';
import * as deviceCode from './device-code.ts';
import type { Grant } from './grant.ts';
import * as refreshToken from './refresh-token.ts';

/** The grants of the token endpoint, by each of their names. */
export const grants: ReadonlyMap<string, Grant> = new Map(
  [authorizationCode, deviceCode, refreshToken].flatMap((grant: Grant) =>
    grant.grantTypes.map((name) => [name, grant] as const),
  ),
);
