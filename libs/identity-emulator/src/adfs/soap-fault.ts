import { randomUUID } from 'node:crypto';
import type { Reply } from '../server/reply.ts';
import { xml } from './xml.ts';
import { namespaces, soapType, trust } from './namespaces.ts';

type Subcode =
  | 'FailedAuthentication'
  | 'InvalidSecurity'
  | 'ActionNotSupported'
  | 'InvalidRequest'
  | 'InvalidScope'
  | 'UnsupportedTokenType';

/** Each subcode has the namespace of the specification that it comes from. */
const specification: Record<Subcode, string> = {
  FailedAuthentication: namespaces.security,
  InvalidSecurity: namespaces.security,
  ActionNotSupported: namespaces.addressing,
  InvalidRequest: trust['13'].namespace,
  InvalidScope: trust['13'].namespace,
  UnsupportedTokenType: namespaces.security,
};

/** A message that the AD FS does not take. Thrown by what reads it, sent by `faultReply`. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  readonly subcode: Subcode;

  constructor(subcode: Subcode, text: string) {
    super(text);
    this.subcode = subcode;
  }
}

/**
 * SOAP 1.2 says 400 for what the sender did wrong; AD FS says 500, and clients expect that.
 *
 * @see https://www.w3.org/TR/soap12-part1/#soapfault
 */
export function faultReply({ subcode, message }: SoapFault, now: number): Reply {
  const expires = new Date(now + 5 * 60_000).toISOString();
  const body = xml`<s:Envelope xmlns:s="${namespaces.soap}" xmlns:a="${namespaces.addressing}"
      xmlns:u="${namespaces.utility}">
    <s:Header>
      <a:Action s:mustUnderstand="1">http://www.w3.org/2005/08/addressing/soap/fault</a:Action>
      <a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>
      <o:Security s:mustUnderstand="1" xmlns:o="${namespaces.security}">
        <u:Timestamp u:Id="_0">
          <u:Created>${new Date(now).toISOString()}</u:Created>
          <u:Expires>${expires}</u:Expires>
        </u:Timestamp>
      </o:Security>
    </s:Header>
    <s:Body>
      <s:Fault>
        <s:Code>
          <s:Value>s:Sender</s:Value>
          <s:Subcode>
            <s:Value xmlns:b="${specification[subcode]}">b:${subcode}</s:Value>
          </s:Subcode>
        </s:Code>
        <s:Reason>
          <s:Text xml:lang="en-US">${message}</s:Text>
        </s:Reason>
      </s:Fault>
    </s:Body>
  </s:Envelope>`;
  return { status: 500, type: soapType, body: body.text };
}
