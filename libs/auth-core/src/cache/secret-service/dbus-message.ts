/**
 * The part of the D-Bus wire format that asking for a secret needs: little-endian method calls, and
 * their answers.
 *
 * @see https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol
 */
export interface MethodCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  /** Type signature of `body`; empty for none. */
  signature: string;
  body: readonly unknown[];
}

export interface Answer {
  isError: boolean;
  /** The serial of the call that it answers. */
  replyTo: number;
  body: unknown[];
}

/** A value whose type goes along with it. */
export interface Variant {
  signature: string;
  value: unknown;
}

const LITTLE_ENDIAN = 'l'.charCodeAt(0);
const METHOD_CALL = 1;
const METHOD_RETURN = 2;
const ERROR = 3;
/** Bytes before the array of header fields, with its length. */
const FIXED = 16;
/** Bytes. The specification allows 128 MiB; an answer with a key has a few hundred. */
export const LARGEST = 1024 * 1024;

export function encodeCall(call: MethodCall, serial: number): Buffer {
  const fields = [
    [1, { signature: 'o', value: call.path }],
    [2, { signature: 's', value: call.interface }],
    [3, { signature: 's', value: call.member }],
    [6, { signature: 's', value: call.destination }],
    ...(call.signature ? [[8, { signature: 'g', value: call.signature }]] : []),
  ];
  const body = new Encoder().all(call.signature, call.body).bytes();
  const header = [LITTLE_ENDIAN, METHOD_CALL, 0, 1, body.length, serial, fields];
  const head = new Encoder().all('yyyyuua(yv)', header).align(8).bytes();
  return Buffer.concat([head, body]);
}

/**
 * Takes the first message off the bytes that have come.
 *
 * @returns `undefined` while it is not all there; `answer` is missing for a signal or a call
 * @throws {Error} for bytes that are no message
 */
export function decodeMessage(bytes: Buffer): { answer?: Answer; length: number } | undefined {
  if (bytes.length < FIXED) return undefined;
  const decoder = new Decoder(bytes, bytes[0] === LITTLE_ENDIAN);
  const bodyLength = decoder.uint32At(4);
  const headLength = Math.ceil((FIXED + decoder.uint32At(12)) / 8) * 8;
  const length = headLength + bodyLength;
  if (length > LARGEST) throw new Error('the bus sent a message that is too long');
  if (bytes.length < length) return undefined;
  const [, type, , , , , fields] = decoder.all('yyyyuua(yv)');
  if (type !== METHOD_RETURN && type !== ERROR) return { length };
  const field = (code: number) =>
    (fields as [number, Variant][]).find(([found]) => found === code)?.[1].value;
  decoder.skipTo(headLength);
  const signature = field(8);
  const body = typeof signature === 'string' ? decoder.all(signature) : [];
  return { answer: { isError: type === ERROR, replyTo: Number(field(5)), body }, length };
}

const ALIGNMENT: Record<string, number> = {
  y: 1,
  g: 1,
  v: 1,
  u: 4,
  s: 4,
  o: 4,
  a: 4,
  '(': 8,
  '{': 8,
};

const alignmentOf = (type: string) => ALIGNMENT[type.charAt(0)] ?? unknownType(type);

function unknownType(type: string): never {
  throw new Error(`the bus sent a value of the type "${type.slice(0, 20)}"`);
}

/** The complete types of a signature: `ao(sv)` has `ao` and `(sv)`. */
function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let start = 0, end = 0; start < signature.length; start = end) {
    let depth = 0;
    do {
      const type = signature.charAt(end++);
      if (type === '(' || type === '{') depth += 1;
      else if (type === ')' || type === '}') depth -= 1;
      else if (type === 'a') continue;
      if (depth === 0) break;
    } while (end < signature.length);
    types.push(signature.slice(start, end));
  }
  return types;
}

class Encoder {
  readonly #bytes: number[] = [];

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }

  all(signature: string, values: readonly unknown[]): this {
    typesOf(signature).forEach((type, index) => this.#one(type, values[index]));
    return this;
  }

  #one(type: string, value: unknown): void {
    this.align(alignmentOf(type));
    const kind = type.charAt(0);
    if (kind === 'y') this.#bytes.push(Number(value));
    else if (kind === 'u') this.#uint32(Number(value));
    else if (kind === 'g') this.#text(String(value), (length) => this.#bytes.push(length));
    else if (kind === 'v') {
      const { signature, value: inner } = value as Variant;
      this.all('g', [signature]).all(signature, [inner]);
    } else if (kind === 'a') this.#array(type.slice(1), [...(value as Iterable<unknown>)]);
    else if (kind === '(' || kind === '{') this.all(type.slice(1, -1), value as unknown[]);
    else this.#text(String(value), (length) => this.#uint32(length));
  }

  #uint32(value: number): void {
    this.#bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
  }

  #text(text: string, writeLength: (length: number) => void): void {
    const bytes = Buffer.from(text);
    writeLength(bytes.length);
    this.#bytes.push(...bytes, 0);
  }

  #array(type: string, values: readonly unknown[]): void {
    const lengthAt = this.#bytes.length;
    this.#uint32(0);
    this.align(alignmentOf(type));
    const start = this.#bytes.length;
    for (const value of values) this.#one(type, value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.#bytes.length - start);
    this.#bytes.splice(lengthAt, 4, ...length);
  }
}

class Decoder {
  #at = 0;
  readonly #bytes: Buffer;
  readonly #isLittle: boolean;

  constructor(bytes: Buffer, isLittle: boolean) {
    this.#bytes = bytes;
    this.#isLittle = isLittle;
  }

  uint32At(at: number): number {
    return this.#isLittle ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  skipTo(at: number): void {
    this.#at = at;
  }

  all(signature: string): unknown[] {
    return typesOf(signature).map((type) => this.#one(type));
  }

  #one(type: string): unknown {
    this.#at = Math.ceil(this.#at / alignmentOf(type)) * alignmentOf(type);
    const kind = type.charAt(0);
    if (kind === 'y') return this.#bytes.readUInt8(this.#at++);
    if (kind === 'u') return this.#uint32();
    if (kind === 'g') return this.#text(this.#bytes.readUInt8(this.#at++));
    if (kind === 'v') {
      const signature = String(this.all('g')[0]);
      return { signature, value: this.all(signature)[0] } satisfies Variant;
    }
    if (kind === 'a') return this.#array(type.slice(1));
    if (kind === '(' || kind === '{') return this.all(type.slice(1, -1));
    return this.#text(this.#uint32());
  }

  #uint32(): number {
    this.#at += 4;
    return this.uint32At(this.#at - 4);
  }

  #text(length: number): string {
    const start = this.#at;
    this.#at += length + 1;
    return this.#bytes.toString('utf8', start, start + length);
  }

  #array(type: string): unknown {
    const length = this.#uint32();
    this.#at = Math.ceil(this.#at / alignmentOf(type)) * alignmentOf(type);
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error('the bus sent an array that is too long');
    if (type === 'y') {
      const start = this.#at;
      this.#at = end;
      return this.#bytes.subarray(start, end);
    }
    const values: unknown[] = [];
    while (this.#at < end) {
      const before = this.#at;
      values.push(this.#one(type));
      if (this.#at === before) unknownType(type);
    }
    return values;
  }
}
