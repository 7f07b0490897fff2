const oasis = 'http://docs.oasis-open.org';

/** Names of what WS-Trust messages and metadata are made of. */
export const namespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  security: `${oasis}/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd`,
  utility: `${oasis}/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd`,
} as const;

/** WS-Trust as the paths of AD FS call it: 1.3 of OASIS, and the draft of February 2005. */
export type TrustVersion = '13' | '2005';

export const trust: Record<TrustVersion, { namespace: string; policy: string; bearer: string }> = {
  '13': {
    namespace: `${oasis}/ws-sx/ws-trust/200512`,
    policy: `${oasis}/ws-sx/ws-securitypolicy/200702`,
    bearer: `${oasis}/ws-sx/ws-trust/200512/Bearer`,
  },
  '2005': {
    namespace: 'http://schemas.xmlsoap.org/ws/2005/02/trust',
    policy: 'http://schemas.xmlsoap.org/ws/2005/07/securitypolicy',
    bearer: 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey',
  },
};

export const soapType = 'application/soap+xml; charset=utf-8';

/** How a client proves who it is: HTTP Negotiate, or user name and password in the message. */
type TrustCredential = 'windowstransport' | 'usernamemixed';

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
