import { type AsnType, GeneralString, Sequence } from 'asn1js';
import {
  application,
  fields,
  type Fields,
  flag,
  integer,
  KerberosRefused,
  octets,
  readDer,
  time,
} from './der.ts';
import { decrypt, keyUsage } from './encryption.ts';
import type { KeytabEntry } from './keytab.ts';

/** What the key distribution centre states about a client. */
export interface Ticket {
  client: Principal;
  /** Known to the client and the service only. */
  sessionKey: Buffer;
  encryptionType: number;
  /** Both in milliseconds since 1970. */
  startsAt: number;
  endsAt: number;
}

/**
 * Opens a ticket (RFC 4120 5.3) with the key of the service.
 *
 * @throws KerberosRefused when it is for another service, or for a key that the keytab does not have
 */
export function readTicket(value: AsnType, keytab: KeytabEntry[]): Ticket {
  const ticket = fields(application(value, 1)[0]);
  const service = readPrincipal(ticket, 1, 2);
  const hidden = fields(ticket.get(3, Sequence));
  const { key, encryptionType } = findKey(keytab, service, hidden);
  const plain = decrypt(key, keyUsage.ticket, octets(hidden, 2));
  return readContent(fields(application(readDer(plain), 3)[0]), encryptionType);
}

/** Bit of TicketFlags: postdated, and not validated since. */
const invalid = 7;

function readContent(content: Fields, ticketEncryption: number): Ticket {
  if (flag(content, 0, invalid)) throw new KerberosRefused('the ticket is not valid yet');
  const key = fields(content.get(1, Sequence));
  return {
    client: readPrincipal(content, 2, 3),
    sessionKey: octets(key, 1),
    encryptionType: integer(key, 0) || ticketEncryption,
    startsAt: time(content, content.has(6) ? 6 : 5),
    endsAt: time(content, 7),
  };
}

function findKey(keytab: KeytabEntry[], service: Principal, hidden: Fields): KeytabEntry {
  const encryptionType = integer(hidden, 0);
  const mine = keytab.filter(({ principal, realm }) => isSame({ name: principal, realm }, service));
  const named = `${service.name}@${service.realm}`;
  if (mine.length === 0)
    throw new KerberosRefused(`the ticket is for ${named}, not for the keytab's`);
  const fitting = mine.filter(
    (entry) =>
      entry.encryptionType === encryptionType &&
      (!hidden.has(1) || entry.kvno === integer(hidden, 1)),
  );
  const [key] = fitting;
  if (!key)
    throw new KerberosRefused(
      `the keytab has another key of ${named} than the ticket: export it again, then sign in anew`,
    );
  return key;
}

/** A user, or a service, of a realm. */
export interface Principal {
  /** `frida`, `HTTP/localhost` */
  name: string;
  realm: string;
}

/** Reads a realm and a PrincipalName (RFC 4120 5.2.2), which stand side by side. */
export function readPrincipal(from: Fields, realm: number, name: number): Principal {
  const names = fields(from.get(name, Sequence)).get(1, Sequence).valueBlock.value as AsnType[];
  return { realm: text(from.get(realm, GeneralString)), name: names.map(text).join('/') };
}

function text(value: AsnType): string {
  const name = value instanceof GeneralString ? value.valueBlock.value : '';
  // Names from clients go into the log.
  if (!/^\P{C}{1,200}$/u.test(name)) throw new KerberosRefused('a name is malformed');
  return name;
}

export const isSame = (one: Principal, other: Principal): boolean =>
  one.name === other.name && one.realm === other.realm;
