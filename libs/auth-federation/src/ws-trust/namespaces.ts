const oasis = 'http://docs.oasis-open.org';

/** Names of what WS-Trust messages and their metadata are made of. */
export const namespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  security: `${oasis}/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd`,
  utility: `${oasis}/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd`,
  wsdl: 'http://schemas.xmlsoap.org/wsdl/',
  soap12: 'http://schemas.xmlsoap.org/wsdl/soap12/',
  httpPolicy: 'http://schemas.microsoft.com/ws/06/2004/policy/http',
} as const;

/** WS-Trust 1.3 of OASIS, and the draft of February 2005. */
export type TrustVersion = '1.3' | '2005';

export interface TrustNames {
  trust: string;
  /** WS-SecurityPolicy of the same time. */
  policy: string;
  /** The key type of a bearer token. */
  bearer: string;
}

export const trustNames: Record<TrustVersion, TrustNames> = {
  '1.3': {
    trust: `${oasis}/ws-sx/ws-trust/200512`,
    policy: `${oasis}/ws-sx/ws-securitypolicy/200702`,
    bearer: `${oasis}/ws-sx/ws-trust/200512/Bearer`,
  },
  '2005': {
    trust: 'http://schemas.xmlsoap.org/ws/2005/02/trust',
    policy: 'http://schemas.xmlsoap.org/ws/2005/07/securitypolicy',
    bearer: 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey',
  },
};

/** The action of a request, in the message and in the HTTP header. */
export const issueAction = (version: TrustVersion): string =>
  `${trustNames[version].trust}/RST/Issue`;
