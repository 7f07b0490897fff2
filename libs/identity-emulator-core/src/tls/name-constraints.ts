/** RFC 5280 4.2.1.10, in DER: this authority may vouch for loopback names and nothing else. */
export const nameConstraintsOid = '2.5.29.30';

const constructed = { sequence: 0x30, permittedSubtrees: 0xa0 };
const generalName = { dns: 0x82, ip: 0x87 };

export function loopbackNameConstraints(): Buffer {
  const ipv4 = [127, 0, 0, 1, 255, 255, 255, 255];
  const ipv6 = [...Array<number>(15).fill(0), 1, ...Array<number>(16).fill(255)];
  const names = [
    der(generalName.dns, Buffer.from('localhost')),
    der(generalName.ip, Buffer.from(ipv4)),
    der(generalName.ip, Buffer.from(ipv6)),
  ];
  const subtrees = names.map((name) => der(constructed.sequence, name));
  return der(constructed.sequence, der(constructed.permittedSubtrees, Buffer.concat(subtrees)));
}

/** Tag, length, value; all lengths here fit one byte. */
const der = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag, value.length]), value]);
