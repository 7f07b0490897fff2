import { parseArgs } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chooseMessageLanguage } from './language.ts';
import { optionProblem } from './option-problem.ts';

const options = { account: { type: 'string' }, 'sign-out': { type: 'boolean' } } as const;

function problemWith(args: string[]): string | undefined {
  try {
    parseArgs({ args, options });
    return undefined;
  } catch (error) {
    return optionProblem(error, Object.keys(options), args).split('\n')[0];
  }
}

beforeEach(() => void chooseMessageLanguage('en'));
afterEach(() => void chooseMessageLanguage(undefined));

test.each([
  [
    '--signout',
    "Unknown option '--signout'. Did you mean --sign-out?",
    "'--signout' 옵션은 없습니다. 혹시 --sign-out인가요?",
  ],
  ['--zzz', "Unknown option '--zzz'.", "'--zzz' 옵션은 없습니다."],
  [
    '-signout',
    "Unknown option '-signout'. Did you mean --sign-out?",
    "'-signout' 옵션은 없습니다. 혹시 --sign-out인가요?",
  ],
  [
    '\u2014sign-out',
    "Unexpected argument '\u2014sign-out'. Did you mean --sign-out?",
    "'\u2014sign-out' 인수는 쓸 수 없습니다. 혹시 --sign-out인가요?",
  ],
  [
    'acount=a@b',
    "Unexpected argument 'acount=a@b'. Did you mean --account=a@b?",
    "'acount=a@b' 인수는 쓸 수 없습니다. 혹시 --account=a@b인가요?",
  ],
  [
    'sign-out',
    "Unexpected argument 'sign-out'. Did you mean --sign-out?",
    "'sign-out' 인수는 쓸 수 없습니다. 혹시 --sign-out인가요?",
  ],
  ['stray', "Unexpected argument 'stray'.", "'stray' 인수는 쓸 수 없습니다."],
  [
    '--account',
    "Option '--account <value>' argument missing.",
    "'--account <value>' 옵션에 값이 없습니다.",
  ],
  [
    '--sign-out=yes',
    "Option '--sign-out' does not take an argument.",
    "'--sign-out' 옵션에는 값을 쓸 수 없습니다.",
  ],
  ['--a\u001b[2J\nb', "Unknown option '--a [2J b'.", "'--a [2J b' 옵션은 없습니다."],
])('%j is told in one line, in English and Korean', (arg, english, korean) => {
  expect(problemWith([arg])).toBe(english);
  chooseMessageLanguage('ko');
  expect(problemWith([arg])).toBe(korean);
});

test('says how to write a value with a dash in front', () => {
  expect(problemWith(['--account', '-1'])).toBe(
    "Option '--account' has no value; one with a dash in front is --account=VALUE.",
  );
  chooseMessageLanguage('ko');
  expect(problemWith(['--account', '--sign-out'])).toContain('--account=값으로 쓰세요.');
});

test('names the command that lists the options', () => {
  const { message } = new Error("Unknown option '--zzz'");
  expect(optionProblem({ message }, [], [], 'npm start -- --help').split('\n')[1]).toBe(
    'npm start -- --help lists the options.',
  );
  expect(optionProblem({ message }, []).split('\n')[1]).toBe('--help lists the options.');
});
