import * as authorizationCode from './authorization-code.ts';
import * as clientCredentials from './client-credentials.ts';
import * as deviceCode from './device-code.ts';
import type { Grant } from './grant.ts';
import * as onBehalfOf from './on-behalf-of.ts';
import * as password from './password.ts';
import * as refreshToken from './refresh-token.ts';
import { samlBearer } from './saml-bearer.ts';

const all: Grant[] = [
  authorizationCode,
  clientCredentials,
  deviceCode,
  onBehalfOf,
  password,
  refreshToken,
  samlBearer('1.1'),
  samlBearer('2.0'),
];

/** The grants of the token endpoint, by each of their names. */
export const grants: ReadonlyMap<string, Grant> = new Map(
  all.flatMap((grant) => grant.grantTypes.map((name) => [name, grant] as const)),
);
