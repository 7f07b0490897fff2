import type { AdfsState } from './adfs.ts';
import type { ProtocolRequest } from '../server/protocol-request.ts';
import type { Reply } from '../server/reply.ts';
import { XmlRefused } from './xml.ts';
import { soapType, type TrustEndpoint } from './namespaces.ts';
import { readTokenRequest } from './read-token-request.ts';
import { signInWithKerberos, signInWithPassword } from './sign-in.ts';
import { faultReply, SoapFault } from './soap-fault.ts';
import { tokenResponse, writeToken } from './write-token.ts';

/** Answers at one of the four endpoints with a signed assertion, or with a SOAP fault. */
export const wsTrust =
  (endpoint: TrustEndpoint) =>
  async (state: AdfsState, request: ProtocolRequest): Promise<Reply> => {
    if (request.method !== 'POST')
      return { status: 405, headers: { allow: 'POST' }, type: 'text/plain', body: 'Use POST.\n' };
    if (!/^application\/soap\+xml\b/i.test(request.contentType ?? ''))
      return { status: 415, type: 'text/plain', body: 'Send application/soap+xml.\n' };
    try {
      return await answer(state, endpoint, request);
    } catch (error) {
      if (error instanceof SoapFault) return faultReply(error, state.clock.now());
      if (!(error instanceof XmlRefused)) throw error;
      const fault = new SoapFault('InvalidSecurity', `The message is not valid: ${error.message}.`);
      return faultReply(fault, state.clock.now());
    }
  };

async function answer(
  state: AdfsState,
  { credential, version }: TrustEndpoint,
  { body, authorization }: ProtocolRequest,
): Promise<Reply> {
  if (credential === 'usernamemixed') {
    const { header, saml } = readTokenRequest(body.toString(), version);
    const account = signInWithPassword(state, header);
    const token = await writeToken(state, account, 'password', saml);
    return { status: 200, type: soapType, body: tokenResponse(version, token) };
  }
  // HTTP comes before SOAP: without a ticket no XML is read.
  const signIn = signInWithKerberos(state, authorization);
  if ('status' in signIn) return signIn;
  const { saml } = readTokenRequest(body.toString(), version);
  const token = await writeToken(state, signIn.account, 'windows', saml);
  const { headers } = signIn;
  return { status: 200, headers, type: soapType, body: tokenResponse(version, token) };
}
