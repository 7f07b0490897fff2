import { nearest } from './nearest.ts';
import { said } from './said.ts';

/**
 * What is wrong with a command line that `parseArgs` refused, in one line, and how to find what is right.
 *
 * @param error - of `parseArgs`
 * @param names - of the options, without `--`
 * @param args - the command line: what was typed with one dash or none is told as it stands there
 * @param help - the command that lists them; default: the option alone
 */
export function optionProblem(
  error: unknown,
  names: readonly string[],
  args: readonly string[] = [],
  help = '--help',
): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // Node's first sentence says what is wrong; the rest is about how Node reads options.
  const [first = ''] = printable(message).split(/\.\s/);
  const told = /'([^']*)'/.exec(first)?.[1] ?? '';
  const what = code === unknown ? asTyped(told, args) : told;
  const why = first
    .replace(`'${told}'`, () => `'${what}'`)
    .replace(/ argument is ambiguous$/, ` has no value; one with a dash in front is ${what}=VALUE`);
  const meant = code === unknown || code === stray ? optionMeant(what, names) : undefined;
  return [
    said({ en: `${why.replace(/\.$/, '')}.`, ko: korean(code, what, why) }) +
      (meant ? said({ en: ` Did you mean --${meant}?`, ko: ` 혹시 --${meant}인가요?` }) : ''),
    said({ en: `${help} lists the options.`, ko: `${help}를 쓰면 옵션이 나옵니다.` }),
  ].join('\n');
}

const unknown = 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
const stray = 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';

/** `-verbose`, of which Node tells `-v` alone. */
function asTyped(told: string, args: readonly string[]): string {
  const [, letter] = /^-([^-])$/.exec(told) ?? [];
  const whole = letter && args.find((arg) => /^-[^-]./.test(arg) && arg.includes(letter));
  return whole ? printable(whole) : told;
}

/** A dash or several, or what an editor or a keyboard makes of them. */
const DASHES = /^[-\u2010-\u2015\u2212]+/;

/**
 * The option that was most likely meant, without its `--` and with the value that was typed behind a `=`: by
 * `--verbos`, `-verbose`, `\u2014verbose`, `verbose` or `lang=ko`.
 */
export function optionMeant(typed: string, names: readonly string[]): string | undefined {
  const [, name = '', value = ''] = /^([^=]*)(.*)$/s.exec(typed.replace(DASHES, '')) ?? [];
  if (names.includes(name)) return name + value;
  // A word alone may be anything.
  if (!DASHES.test(typed) && !value) return undefined;
  const near = nearest(name, names);
  return near && near + value;
}

function korean(code: string | undefined, what: string, why: string): string {
  if (code === unknown) return `'${what}' 옵션은 없습니다.`;
  if (code === stray) return `'${what}' 인수는 쓸 수 없습니다.`;
  return why.includes('does not take')
    ? `'${what}' 옵션에는 값을 쓸 수 없습니다.`
    : why.includes('=VALUE')
      ? `'${what}' 옵션에 값이 없습니다. 대시로 시작하는 값은 ${what}=값으로 쓰세요.`
      : `'${what}' 옵션에 값이 없습니다.`;
}

const printable = (text: string) =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 200);
