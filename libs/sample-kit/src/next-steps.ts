import { parseArgs } from 'node:util';
import { type FlowId, messageLanguage } from '@entra-flows/auth-core';
import { inColumns, padTo } from '@entra-flows/primitives/in-columns';
import { outputTexts } from './all-texts.ts';
import { commandOf, commandWith } from './command-here.ts';
import { COMMON } from './common-options.ts';
import type { OwnOptions } from './read-options.ts';
import type { Screen } from './screen.ts';
import { whyNotHere } from './why-not-here.ts';

/** The sample that gets a token by a flow. */
const samples: Partial<Record<FlowId, string>> = {
  broker: 'cli-broker',
  interactive: 'cli-interactive',
  'device-code': 'cli-device-code',
};

/**
 * The command that signs in by this flow, where a launcher has a sample for it.
 *
 * @param signOutFirst - then the one that signs out, which says how to sign in again
 */
export function commandOfFlow(
  flow: FlowId | undefined,
  typed: Typed,
  signOutFirst = false,
): string | undefined {
  const sample = flow && samples[flow];
  if (!sample) return undefined;
  return signOutFirst
    ? commandOf(sample, ...repeated(typed, [...OF_CACHE, 'account']), '--sign-out')
    : commandOf(sample, ...repeated(typed, OF_SIBLINGS));
}

/** A command line as it was typed, and the options that only this sample has. */
export interface Typed {
  args: readonly string[];
  own: OwnOptions;
}

/** Where the sign-in is kept, and in which words: what each command for it needs. */
const OF_CACHE = ['cache', 'key-file', 'plaintext-cache', 'lang'];

/** And for whom and for what: as all samples have it. */
const OF_SIBLINGS = [...OF_CACHE, 'account', 'scopes', 'api'];

/** Asked for once, or of no use without what was in front of the command. */
const NOT_AGAIN = [
  ...['sign-out', 'json', 'print-token', 'verbose', 'explain', 'no-color', 'help'],
  ...['timeout', 'password-fd', 'refresh'],
];

/**
 * The options of this run that a command after it needs to do what is said of it, as they are typed.
 *
 * @param names - of the options that count; default: all that are meant for more than one run
 */
function repeated({ args, own }: Typed, names?: readonly string[]): string[] {
  const handsFree = process.env['SAMPLE_HANDS_FREE'] ? ['--hands-free'] : [];
  // The launcher brought a browser along.
  const left = handsFree.length > 0 ? [...NOT_AGAIN, 'browser'] : NOT_AGAIN;
  const options = Object.fromEntries(
    Object.entries({ ...COMMON, ...own }).map(([name, { type }]) => [
      name,
      { type: type === 'boolean' ? type : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const words = tokens.flatMap((token) => {
    if (token.kind !== 'option' || !(names?.includes(token.name) ?? !left.includes(token.name)))
      return [];
    const text = token.value === undefined ? [] : [quoted(token.value)];
    return [`--${token.name}`, ...text];
  });
  return [...handsFree, ...words];
}

/** For the shell that the user most likely has. */
function quoted(value: string): string {
  if (/^[\w@%+=:,./-]+$/.test(value)) return value;
  return process.platform === 'win32' ? `"${value}"` : `'${value.replaceAll("'", "'\\''")}'`;
}

/** What a run has come to. */
export interface EndOfRun {
  /** Nobody is signed in any more. */
  isSignedOut: boolean;
  /** The token was in the cache already. */
  fromCache: boolean;
  /** The flow of the sample. */
  flow: FlowId | undefined;
  /** The user has read what happened. */
  isExplained: boolean;
  /** How it was started. */
  typed: Typed;
}

/** What a user can try next, as commands: lines for the end of the output. */
export function nextSteps(end: EndOfRun, { style, width }: Screen): string[] {
  const { next, again, explain, signOut, signIn, siblings } =
    outputTexts[messageLanguage()].nextSteps;
  const sibling = end.flow === 'device-code' ? 'cli-interactive' : 'cli-device-code';
  const all = repeated(end.typed);
  const canRun = sibling !== 'cli-interactive' || whyNotHere('interactive') === undefined;
  const other = canRun ? commandOf(sibling, ...repeated(end.typed, OF_SIBLINGS)) : undefined;
  // A sample without a flow signs nobody in.
  const signsIn = end.flow ? commandWith(...all) : other;
  const rows: [string, string][] = end.isSignedOut
    ? signsIn
      ? [[signsIn, signIn]]
      : []
    : [
        ...(end.fromCache ? [] : [[commandWith(...all), again] as [string, string]]),
        ...(end.isExplained
          ? []
          : [[commandWith(...all, '--explain'), explain] as [string, string]]),
        [commandWith(...repeated(end.typed, OF_CACHE), '--sign-out'), signOut],
        ...(other ? [[other, siblings[sibling]] as [string, string]] : []),
      ];
  if (rows.length === 0) return [];
  const longest = Math.max(...rows.map(([command]) => command.length));
  const isNarrow = longest > width - 9 && longest <= width;
  const [first = '', ...others] = inColumns(rows, {
    width,
    indent: ' '.repeat(isNarrow ? Math.min(2, width - longest) : 9),
    // Where one command is too long to have its words beside it, all have them below.
    first: [0, longest > 44 ? 0 : 44],
    look: style.link,
  });
  if (isNarrow) return [`  ${style.soft(next)}`, first, ...others];
  return [`  ${style.soft(padTo(next, 4))}   ${first.trimStart()}`, ...others];
}
