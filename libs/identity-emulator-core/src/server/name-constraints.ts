/**
 * RFC 5280 4.2.1.10, in DER: this authority may vouch for `localhost` and no other name. Addresses are left
 * unconstrained, since BoringSSL (Electron, Bun) refuses a chain whose constraints hold any; the key of
 * the authority is thrown away, so it vouches for no second certificate anyway.
 */
export const nameConstraintsOid = '2.5.29.30';

const constructed = { sequence: 0x30, permittedSubtrees: 0xa0 };
const dnsName = 0x82;

export function loopbackNameConstraints(): Buffer {
  const subtree = der(constructed.sequence, der(dnsName, Buffer.from('localhost')));
  return der(constructed.sequence, der(constructed.permittedSubtrees, subtree));
}

/** Tag, length, value; all lengths here fit one byte. */
const der = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag, value.length]), value]);
