import type { TrustVersion } from './namespaces.ts';

/** How a client proves who it is: HTTP Negotiate, or user name and password in the message. */
export type TrustCredential = 'windowstransport' | 'usernamemixed';

export interface TrustEndpoint {
  path: string;
  version: TrustVersion;
  credential: TrustCredential;
  /** What AD FS calls its binding in MEX. */
  binding: string;
}

const prefix = '/adfs/services/trust';

/** The four that Entra's libraries look for, by AD FS's own names. */
export const trustEndpoints: readonly TrustEndpoint[] = [
  endpoint('2005', 'windowstransport', 'CustomBinding_IWSTrustFeb2005Async'),
  endpoint('2005', 'usernamemixed', 'UserNameWSTrustBinding_IWSTrustFeb2005Async'),
  endpoint('13', 'windowstransport', 'CustomBinding_IWSTrust13Async'),
  endpoint('13', 'usernamemixed', 'UserNameWSTrustBinding_IWSTrust13Async'),
];

function endpoint(version: TrustVersion, credential: TrustCredential, binding: string) {
  return { path: `${prefix}/${version}/${credential}`, version, credential, binding };
}

export const mexPath = `${prefix}/mex`;
export const metadataPath = '/FederationMetadata/2007-06/FederationMetadata.xml';
