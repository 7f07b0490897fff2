import { randomInt } from 'node:crypto';
import { type AsnType, Integer, OctetString, Sequence } from 'asn1js';
import type { Clock } from '../../server/clock.ts';
import type { ReplayCache } from '../replay-cache.ts';
import { fingerprint } from '../../server/secret.ts';
import {
  application,
  fields,
  type Fields,
  integer,
  KerberosRefused,
  octets,
  readDer,
  sequence,
  tagClass,
  tagged,
  time,
  writeDer,
} from './der.ts';
import { decrypt, encrypt, keyLengths, keyUsage } from './encryption.ts';
import { readNegotiateToken, writeNegotiateAnswer } from './gss-token.ts';
import type { KeytabEntry } from './keytab.ts';
import { isSame, readPrincipal, readTicket, type Ticket } from './read-ticket.ts';

export interface Acceptor {
  keytab: KeytabEntry[];
  clock: Clock;
  /** Authenticators that were used: each is good once. */
  spent: ReplayCache;
}

/** Milliseconds that two clocks may differ (RFC 4120 3.2.3: five minutes is usual). */
const skew = 5 * 60_000;

/** The checksum of RFC 4121 4.1.1, with the flags of the context in it. */
const gssChecksum = 0x8003;

/**
 * Checks the Negotiate token of a client with the keys of a keytab, as RFC 4120 3.2.3 demands: ticket
 * of this service, its times, authenticator of the same client, clocks, replay.
 *
 * @param token what stood after `Negotiate `, decoded
 * @returns the client, and the answer that proves the service to it
 * @throws KerberosRefused
 */
export function acceptNegotiate({ keytab, clock, spent }: Acceptor, token: Buffer) {
  const { apReq, mechanism } = readNegotiateToken(token);
  const request = fields(application(apReq, 14)[0]);
  if (integer(request, 0) !== 5 || integer(request, 1) !== 14)
    throw new KerberosRefused('it is of another version of Kerberos');
  const ticket = readTicket(request.any(3), keytab);
  const now = clock.now();
  checkTimes(ticket, now);
  const hidden = octets(fields(request.get(4, Sequence)), 2);
  const authenticator = readAuthenticator(ticket, hidden);
  if (Math.abs(authenticator.at - now) > skew)
    throw new KerberosRefused("the client's clock differs by more than five minutes");
  if (!spent.spend(fingerprint(hidden.toString('base64')), now + 2 * skew))
    throw new KerberosRefused('it was used before');
  return {
    client: ticket.client,
    answer: writeNegotiateAnswer(writeApRep(ticket, authenticator.echo), mechanism),
  };
}

function checkTimes({ startsAt, endsAt, sessionKey, encryptionType }: Ticket, now: number): void {
  if (now < startsAt - skew) throw new KerberosRefused('the ticket is not valid yet');
  if (now > endsAt + skew) throw new KerberosRefused('the ticket has expired');
  if (keyLengths[encryptionType] !== sessionKey.length)
    throw new KerberosRefused('the session key is not for AES');
}

function readAuthenticator({ sessionKey, client }: Ticket, hidden: Buffer) {
  const plain = decrypt(sessionKey, keyUsage.authenticator, hidden);
  const content = fields(application(readDer(plain), 2)[0]);
  if (!isSame(readPrincipal(content, 1, 2), client))
    throw new KerberosRefused('the ticket is of another user');
  if (integer(fields(content.get(3, Sequence)), 0) !== gssChecksum)
    throw new KerberosRefused('it was not made for GSS-API');
  return { at: time(content, 5) + integer(content, 4) / 1000, echo: echoOf(content) };
}

/** The client's time, sent back under the session key: only a service that can open the ticket can do that. */
const echoOf = (authenticator: Fields): Record<number, AsnType> => ({
  0: authenticator.any(5),
  1: authenticator.get(4, Integer),
  3: new Integer({ value: randomInt(2 ** 30) }),
});

/** RFC 4120 5.5.2. */
function writeApRep(ticket: Ticket, echo: Record<number, AsnType>): Buffer {
  const part = writeDer(tagged(tagClass.application, 27, sequence(echo)));
  const cipher = encrypt(ticket.sessionKey, keyUsage.apRep, part);
  const hidden = sequence({
    0: new Integer({ value: ticket.encryptionType }),
    2: new OctetString({ valueHex: cipher }),
  });
  const message = { 0: new Integer({ value: 5 }), 1: new Integer({ value: 15 }), 2: hidden };
  return writeDer(tagged(tagClass.application, 15, sequence(message)));
}
