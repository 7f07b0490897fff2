import type { TrustVersion } from '../ws-trust/namespaces.ts';

/** How a person proves who they are: HTTP Negotiate, or user name and password in the message. */
export type TrustCredential = 'windows' | 'password';

export interface TrustEndpoint {
  url: string;
  version: TrustVersion;
  credential: TrustCredential;
}
