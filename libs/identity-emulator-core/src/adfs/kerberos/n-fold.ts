/**
 * Stretches or folds a text to another length (RFC 3961 5.1): copies of it, each rotated right by 13
 * bits more, are added up in ones' complement.
 *
 * @param length bytes
 */
export function nFold(input: Buffer, length: number): Buffer {
  const total = leastCommonMultiple(input.length, length);
  const sum = Buffer.alloc(length);
  let carry = 0;
  for (let at = total - 1; at >= 0; at -= 1) {
    carry += byteOfCopies(input, at) + (sum[at % length] ?? 0);
    sum[at % length] = carry & 0xff;
    carry >>= 8;
  }
  for (let at = length - 1; carry > 0; at = (at + length - 1) % length) {
    carry += sum[at] ?? 0;
    sum[at] = carry & 0xff;
    carry >>= 8;
  }
  return sum;
}

/** The byte at a place of the row of rotated copies. */
function byteOfCopies(input: Buffer, at: number): number {
  const bits = input.length * 8;
  const copy = Math.floor(at / input.length);
  const firstBit = ((at % input.length) * 8 + bits * 13 - 13 * (copy % bits)) % bits;
  const first = input[Math.floor(firstBit / 8)] ?? 0;
  const second = input[Math.floor(firstBit / 8 + 1) % input.length] ?? 0;
  return (((first << 8) | second) >> (8 - (firstBit % 8))) & 0xff;
}

function leastCommonMultiple(a: number, b: number): number {
  let multiple = a;
  while (multiple % b !== 0) multiple += a;
  return multiple;
}
