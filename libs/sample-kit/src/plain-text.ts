/**
 * Text from outside, safe to print: without control and formatting characters, which could move
 * the cursor, recolour the terminal or turn a link around. Line breaks stay.
 */
export function plainText(text: string, longest = 2000): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/gu, '');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
