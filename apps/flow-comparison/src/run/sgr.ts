/** A piece of terminal text in one look. */
export interface Piece {
  text: string;
  /** Names of classes, such as `bold` and `red`. */
  looks: readonly string[];
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const ON: Readonly<Record<number, string>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
};
/** `22` ends bold and dim alike. */
const OFF: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
};

/** Links (OSC 8) leave their text; whatever else a terminal would obey leaves nothing. */
const SEQUENCE =
  /\x1b\[([\d;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[\d;:?<=>]*[ -/]*[@-~]|\x1b[ -/]*[0-~]?|[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * Terminal text as pieces: colours and weights of SGR become names of classes, every other sequence goes.
 * A line that is written over with carriage returns keeps what was written last.
 *
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-48/ 8.3.117
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let looks: readonly string[] = [];
  let from = 0;
  const add = (part: string) => {
    if (part) pieces.push({ text: part, looks });
  };
  const whole = overwritten(text);
  for (const match of whole.matchAll(SEQUENCE)) {
    add(whole.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] !== undefined) looks = looksAfter(looks, match[1]);
  }
  add(whole.slice(from));
  return pieces;
}

const overwritten = (text: string) =>
  text
    .replace(/\r+\n/g, '\n')
    .replace(/[^\n]*\r(?=[^\n])/g, '')
    .replace(/\r/g, '');

function looksAfter(before: readonly string[], parameters: string): readonly string[] {
  let looks = [...before];
  const codes = (parameters || '0').split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    const name = ON[code];
    if (code === 0) looks = [];
    else if (name) looks = [...looks.filter((one) => one !== name), name];
    else if (OFF[code]) looks = looks.filter((one) => !OFF[code]?.includes(one));
    else if (code === 38 || code === 48) at += codes[at + 1] === 2 ? 4 : 2;
    else if (code === 39 || (code >= 30 && code < 38) || (code >= 90 && code < 98)) {
      looks = looks.filter((one) => !isColour(one));
      const colour = COLOURS[code % 10];
      if (code !== 39 && colour) looks.push(colour);
    }
  }
  return looks;
}

const isColour = (look: string) => COLOURS.some((colour) => colour === look);
