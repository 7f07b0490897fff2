import {
  type AsnType,
  BitString,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
} from 'asn1js';

/** Classes of ASN.1 tags. */
export const tagClass = { application: 2, context: 3 } as const;

const malformed = () => new KerberosRefused('it is malformed');

/** Reads bytes from a client, or decrypted ones. @throws KerberosRefused */
export function readDer(bytes: Uint8Array): AsnType {
  const { offset, result } = parse(bytes);
  if (offset === -1 || result.error) throw malformed();
  return result;
}

function parse(bytes: Uint8Array) {
  try {
    return fromBER(bytes);
  } catch {
    throw malformed(); // nested until the stack is full, for example
  }
}

/** What is inside a tag of the application. @throws KerberosRefused when it is another one */
export function application(value: AsnType, number: number): [AsnType, ...AsnType[]] {
  const { tagClass: found, tagNumber } = value.idBlock;
  const [first = fail(), ...more] = parts(value);
  if (found !== tagClass.application || tagNumber !== number) throw malformed();
  return [first, ...more];
}

export function parts(value: AsnType): AsnType[] {
  if (!(value instanceof Constructed)) throw malformed();
  return value.valueBlock.value;
}

/** A SEQUENCE whose members carry numbers. */
export interface Fields {
  /** @throws KerberosRefused when it is not there, or of another type */
  get<Type extends AsnType>(number: number, type: abstract new (...args: never[]) => Type): Type;
  /** Of whatever type. @throws KerberosRefused when it is not there */
  any(number: number): AsnType;
  has(number: number): boolean;
}

export function fields(sequence: AsnType): Fields {
  const members = new Map<number, AsnType>();
  for (const member of parts(sequence)) {
    const [inner] = parts(member);
    if (inner) members.set(member.idBlock.tagNumber, inner);
  }
  return {
    has: (number) => members.has(number),
    any: (number) => members.get(number) ?? fail(),
    get(number, type) {
      const found = members.get(number);
      if (!(found instanceof type)) throw malformed();
      return found;
    },
  };
}

export const octets = (from: Fields, number: number): Buffer =>
  Buffer.from(from.get(number, OctetString).valueBlock.valueHexView);

export const integer = (from: Fields, number: number): number =>
  from.get(number, Integer).valueBlock.valueDec;

/** @returns milliseconds since 1970 */
export const time = (from: Fields, number: number): number =>
  from.get(number, GeneralizedTime).toDate().getTime();

/** @returns whether a bit is set, counted from the first as RFC 4120 5.2.8 does */
export const flag = (from: Fields, number: number, bit: number): boolean => {
  const bytes = from.get(number, BitString).valueBlock.valueHexView;
  return (((bytes[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0;
};

export const oid = (value: AsnType | undefined): string =>
  value instanceof ObjectIdentifier ? value.valueBlock.toString() : fail();

/** Writes a SEQUENCE whose members carry numbers. */
export const sequence = (members: Record<number, AsnType>): Sequence =>
  new Sequence({
    value: Object.entries(members).map(([number, value]) =>
      tagged(tagClass.context, Number(number), value),
    ),
  });

export const tagged = (tag: number, tagNumber: number, ...value: AsnType[]): Constructed =>
  new Constructed({ idBlock: { tagClass: tag, tagNumber }, value });

export const writeDer = (value: AsnType): Buffer => Buffer.from(value.toBER());

function fail(): never {
  throw malformed();
}

/** Why a Negotiate token is refused, for the log: the client only gets 401. */
export class KerberosRefused extends Error {
  override readonly name = 'KerberosRefused';
}
