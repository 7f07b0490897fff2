import { GeneralString, Sequence } from 'asn1js';
import type { AsnType } from 'asn1js';
import { fields, type Fields } from './der.ts';
import { KerberosRefused } from './kerberos-refused.ts';

/** Somebody, or a service, of a realm. */
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
  // Names of strangers come into the log.
  if (!/^\P{C}{1,200}$/u.test(name)) throw new KerberosRefused('a name is malformed');
  return name;
}

export const isSame = (one: Principal, other: Principal): boolean =>
  one.name === other.name && one.realm === other.realm;
