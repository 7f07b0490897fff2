/**
 * JSON that a terminal shows as it is: what clients sent may hold characters that move the cursor or
 * turn text around. They are written as escapes, so a program reads the same value.
 */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
