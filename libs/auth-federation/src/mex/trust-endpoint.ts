import type { TrustVersion } from '../ws-trust/namespaces.ts';

/** How a user authenticates: by HTTP Negotiate, or by user name and password in the message. */
export type TrustCredential = 'windows' | 'password';

export interface TrustEndpoint {
  url: string;
  version: TrustVersion;
  credential: TrustCredential;
}
