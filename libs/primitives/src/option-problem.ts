import { nearest } from './nearest.ts';
import { said } from './said.ts';

/**
 * What is wrong with a command line that `parseArgs` refused, in one line, and how to find what is right.
 *
 * @param error - of `parseArgs`
 * @param names - of the options, without `--`
 * @param help - the command that lists them; default: the option alone
 */
export function optionProblem(error: unknown, names: readonly string[], help = '--help'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // Node's first sentence says what is wrong; the rest is about how Node reads options.
  const [why = ''] = printable(message).split(/\.\s/);
  const what = /'([^']*)'/.exec(why)?.[1] ?? '';
  const meant = code === unknown ? nearest(what.replace(/^-+/, ''), names) : undefined;
  return [
    said({ en: `${why.replace(/\.$/, '')}.`, ko: korean(code, what, why) }) +
      (meant ? said({ en: ` Did you mean --${meant}?`, ko: ` 혹시 --${meant}인가요?` }) : ''),
    said({ en: `${help} lists the options.`, ko: `${help}를 쓰면 옵션이 나옵니다.` }),
  ].join('\n');
}

const unknown = 'ERR_PARSE_ARGS_UNKNOWN_OPTION';

function korean(code: string | undefined, what: string, why: string): string {
  if (code === unknown) return `'${what}' 옵션은 없습니다.`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `'${what}' 인수는 쓸 수 없습니다.`;
  return why.includes('does not take')
    ? `'${what}' 옵션에는 값을 쓸 수 없습니다.`
    : `'${what}' 옵션에 값이 없습니다.`;
}

const printable = (text: string) =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 200);
