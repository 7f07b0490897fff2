import { type AsnType, Enumerated, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  application,
  fields,
  KerberosRefused,
  octets,
  oid,
  parts,
  readDer,
  sequence,
  tagClass,
  tagged,
  writeDer,
} from './der.ts';

const spnego = '1.3.6.1.5.5.2';
const kerberos = '1.2.840.113554.1.2.2';
/** What Windows calls Kerberos beside its true name (MS-SPNG 3.1.5.2). */
const kerberosOfWindows = '1.2.840.48018.1.2.2';

/** First bytes of what RFC 4121 4.1 frames. */
const apReqId = 0x0100;
const apRepId = Buffer.from([0x02, 0x00]);

interface NegotiateToken {
  apReq: AsnType;
  /** The name of Kerberos that the client put first. */
  mechanism: string;
}

/**
 * Takes the AP-REQ out of a Negotiate token: SPNEGO (RFC 4178 4.2.1) around GSS (RFC 4121 4.1).
 *
 * Kerberos must be the client's first choice, since its token is the only one that comes along.
 *
 * @throws KerberosRefused
 */
export function readNegotiateToken(token: Buffer): NegotiateToken {
  if (token.subarray(0, 7).toString('latin1') === 'NTLMSSP')
    throw new KerberosRefused('it is NTLM: the client has no Kerberos ticket for this service');
  const [name, choice] = application(readDer(token), 0);
  if (oid(name) !== spnego || !choice) throw new KerberosRefused('it is not SPNEGO');
  const init = fields(parts(choice)[0] ?? choice);
  const mechanism = oid(init.get(0, Sequence).valueBlock.value[0]);
  if (mechanism !== kerberos && mechanism !== kerberosOfWindows)
    throw new KerberosRefused('its first mechanism is not Kerberos');
  return { apReq: readFramed(octets(init, 2)), mechanism };
}

/** The content of the frame is not DER: name, two bytes, message. */
function readFramed(framed: Buffer): AsnType {
  const header = writeDer(new ObjectIdentifier({ value: kerberos }));
  const start = framed.indexOf(header);
  const after = start + header.length;
  if (start < 2 || start > 6 || framed[0] !== 0x60 || after + 2 > framed.length)
    throw new KerberosRefused('it holds no Kerberos token');
  if (framed.readUInt16BE(after) !== apReqId) throw new KerberosRefused('it holds no AP-REQ');
  return readDer(framed.subarray(after + 2));
}

/** RFC 4178 4.2.2: accepted, with the proof that the service is the right one too. */
export function writeNegotiateAnswer(apRep: Buffer, mechanism: string): Buffer {
  const header = writeDer(new ObjectIdentifier({ value: kerberos }));
  const framed = Buffer.concat([header, apRepId, apRep]);
  const answer = sequence({
    0: new Enumerated({ value: 0 }),
    1: new ObjectIdentifier({ value: mechanism }),
    2: new OctetString({ valueHex: Buffer.concat([lengthOf(framed), framed]) }),
  });
  return writeDer(tagged(tagClass.context, 1, answer));
}

/** Tag [APPLICATION 0] and a length, in DER. */
function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([0x60, length]);
  if (length < 0x100) return Buffer.from([0x60, 0x81, length]);
  return Buffer.from([0x60, 0x82, length >> 8, length & 0xff]);
}
