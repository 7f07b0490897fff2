import { styleText } from 'node:util';
import { oneInProcess } from './one-in-process.ts';

/** How a text looks on one stream: as it is where the stream takes no colours. */
export interface TerminalStyle {
  /** What the eye should find first. */
  strong(text: string): string;
  /** What is there to be read at need. */
  soft(text: string): string;
  /** A code that the user types. */
  code(text: string): string;
  /** An address, or a command to type. */
  link(text: string): string;
  /** A success. */
  good(text: string): string;
  /** A failure; never without a sign or a word. */
  bad(text: string): string;
  /** Signs that the terminal can show. */
  signs: Signs;
}

/** Signs, with a form in ASCII for terminals that have no other letters. */
export interface Signs {
  ok: string;
  failed: string;
  /** Between two facts in a line. */
  dot: string;
}

const UNICODE: Signs = { ok: '✓', failed: '✕', dot: '·' };
const ASCII: Signs = { ok: '[ok]', failed: '[x]', dot: '-' };

type Format = Parameters<typeof styleText>[0];

const as =
  (format: Format) =>
  (text: string): string =>
    // The choice is made here: Node 20 would look at stdout, whatever the text is for.
    styleText(format, text, { validateStream: false });
const plain = (text: string) => text;

/** What `--no-color` asked for; copies of a library in one process have to agree. */
const chosen = oneInProcess('terminal-style.1', () => ({ noColour: false }));

/** Does what `--no-color` asks for: no colours on any stream of this process. */
export function withoutColour(): void {
  chosen.noColour = true;
}

/**
 * The style for one stream.
 *
 * @param isTerminal - whether the stream is a terminal
 * @param environment - default: that of this process
 */
export function terminalStyle(
  isTerminal: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): TerminalStyle {
  const signs = showsUnicode(environment) ? UNICODE : ASCII;
  if (!takesColours(isTerminal, environment))
    return { strong: plain, soft: plain, code: plain, link: plain, good: plain, bad: plain, signs };
  return {
    strong: as('bold'),
    soft: as('dim'),
    code: as(['bold', 'cyan']),
    link: as('cyan'),
    good: as('green'),
    bad: as('red'),
    signs,
  };
}

/**
 * A wish for no colours counts before all others: Nx and test runners set FORCE_COLOR for the programs that
 * they start.
 *
 * @see https://no-color.org and https://force-color.org
 */
function takesColours(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (chosen.noColour || NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return takesSequences(isTerminal, environment);
}

/**
 * Whether a stream is a terminal that takes sequences, which colour text or move the cursor: its TERM is set,
 * and not `dumb`. Consoles of Windows set none.
 *
 * @param environment - default: that of this process
 */
export function takesSequences(
  isTerminal: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const isNamed = environment['TERM'] || process.platform === 'win32';
  return isTerminal && Boolean(isNamed) && environment['TERM'] !== 'dumb';
}

/** The character set of POSIX's locale; old consoles of Windows have no such signs in their font. */
function showsUnicode(environment: NodeJS.ProcessEnv): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM, WT_SESSION, TERM_PROGRAM } = environment;
  if (process.platform === 'win32') return Boolean(WT_SESSION ?? TERM_PROGRAM);
  const locale = LC_ALL || LC_CTYPE || LANG;
  // Programs that a desktop of Apple starts have no locale, and its terminals are UTF-8.
  if (!locale) return process.platform === 'darwin';
  return TERM !== 'linux' && /utf-?8/i.test(locale);
}
