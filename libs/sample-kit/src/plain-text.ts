/**
 * Text from outside, safe to print: without control and formatting characters, which could move
 * the cursor, recolour the terminal or turn a link around. Line breaks stay.
 */
export function plainText(text: string, longest = 2000): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/gu, '');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/**
 * JSON that a terminal shows as it is: the characters that `plainText` leaves out are written as
 * escapes, so a program reads the same value.
 */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character.split('').map(escaped).join(''),
  );
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The same for a name, a code or a link: one line, so that nothing can pose as the next one. */
export function plainLine(text: string, longest = 500): string {
  return plainText(text, longest).replace(/\n+/g, ' ');
}

/** Breaks prose at spaces, so that a narrow terminal does not break it inside words. */
export function wrapWords(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => {
      const lines = [''];
      for (const word of line.split(' ')) {
        const last = lines.at(-1) ?? '';
        const longer = last ? `${last} ${word}` : word;
        if (longer.length <= columns || !last) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines.join('\n');
    })
    .join('\n');
}
