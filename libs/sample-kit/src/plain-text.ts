/**
 * Makes text from outside safe to print: removes control and formatting characters, which could move
 * the cursor, recolour the terminal or turn a link around. Line breaks stay.
 *
 * @param longest - characters; what is longer is cut, and ends with `…`
 */
export function plainText(text: string, longest = 2000): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/gu, '');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/**
 * Makes JSON that is safe to print: writes the characters that `plainText` removes as escapes, so that
 * a program reads the same value.
 */
export function plainJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Most is ASCII, and the classes of Unicode cost a millisecond to make.
  if (/^[ -~]*$/.test(json)) return json;
  return json.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character.split('').map(escaped).join(''),
  );
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Does the same as `plainText` for a name, a code or a link, and makes one line of it, so that no part
 * of it looks like the next line.
 *
 * @param longest - characters; what is longer is cut, and ends with `…`
 */
export function plainLine(text: string, longest = 500): string {
  return plainText(text, longest).replace(/\n+/g, ' ');
}
