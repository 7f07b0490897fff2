import { parseArgs } from 'node:util';
import { requireScenario, scenarios } from '@entra-flows/identity-emulator';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { messageLanguage } from '@entra-flows/primitives/language';
import { followLanguageOption, languageOption } from '@entra-flows/primitives/language-option';
import { optionProblem } from '@entra-flows/primitives/option-problem';
import { said } from '@entra-flows/primitives/said';
import { wrapWords } from '@entra-flows/primitives/wrap-words';

export interface ViewOptions {
  help: boolean;
  json: boolean;
  /** Names the scenarios and ends. */
  list: boolean;
  scenario?: string;
  /** The emulator's folder is another one than that of the workspace. */
  elsewhere: boolean;
}

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  json: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  scenario: { type: 'string' },
  // The launcher has followed these three.
  data: { type: 'string' },
  ephemeral: { type: 'boolean', default: false },
  'new-ports': { type: 'boolean', default: false },
  ...languageOption,
} as const;

/** @throws Error with a message for users, for exit code 2 */
export function readViewOptions(args: string[]): ViewOptions {
  const problem = followLanguageOption(args);
  if (problem) throw new Error(problem);
  const { help, json, list, scenario, data, ephemeral } = parsed(args);
  if (data === '')
    throw new Error(
      said({ en: '--data needs the name of a folder.', ko: '--data에는 폴더 이름이 필요합니다.' }),
    );
  if (data !== undefined && ephemeral)
    throw new Error(
      said({
        en: '--data keeps things and --ephemeral keeps nothing: take one of them.',
        ko: '--data는 보관하고 --ephemeral은 아무것도 보관하지 않습니다. 하나만 쓰세요.',
      }),
    );
  if (scenario !== undefined) requireScenario(scenario);
  const elsewhere = data !== undefined || ephemeral;
  return { help, json, list, elsewhere, ...(scenario !== undefined && { scenario }) };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(optionProblem(error, Object.keys(options), args), { cause: error });
  }
}

const en = {
  shows: 'Shows what the samples of this machine ask the local identity emulator.',
  usage: 'npm start -- identity-emulator [options]',
  options: [
    ['--scenario NAME', 'lets something go wrong until Ctrl-C'],
    ['--list', 'names what can go wrong, and what a good client does then'],
    ['--data DIR', 'another emulator, which keeps its keys, ports and grants in this folder'],
    ['--ephemeral', 'another emulator, which keeps nothing'],
    ['--new-ports', 'other ports from the next start on; sign-ins of before are not found there'],
    ['--json', 'one JSON object a line, for scripts'],
    ['--lang LANG', 'language of messages: en or ko (that of the system)'],
    ['--help', 'shows this'],
  ] as [option: string, text: string][],
  scenarios: 'Scenarios:',
  number: 'AADSTS<number>',
  anyNumber: 'That error where a sign-in begins',
  goodClient: 'A good client',
};

type Texts = typeof en;

const ko: Texts = {
  shows: '이 컴퓨터의 샘플이 로컬 ID 에뮬레이터에 무엇을 요청하는지 보여 줍니다.',
  usage: 'npm start -- identity-emulator [옵션]',
  options: [
    ['--scenario NAME', 'Ctrl-C를 누를 때까지 문제를 일으킴'],
    ['--list', '일으킬 수 있는 문제와 좋은 클라이언트의 대응 목록'],
    ['--data DIR', '키, 포트, 허가를 이 폴더에 보관하는 다른 에뮬레이터'],
    ['--ephemeral', '아무것도 보관하지 않는 다른 에뮬레이터'],
    ['--new-ports', '다음 시작부터 다른 포트를 씀. 이전 로그인은 찾지 못함'],
    ['--json', '스크립트용으로 줄마다 JSON 개체 하나를 출력'],
    ['--lang LANG', '메시지의 언어: en 또는 ko(시스템 언어)'],
    ['--help', '이 도움말'],
  ],
  scenarios: '시나리오:',
  number: 'AADSTS<번호>',
  anyNumber: '로그인이 시작되는 곳에서 그 오류',
  goodClient: '좋은 클라이언트',
};

const texts: Record<'en' | 'ko', Texts> = { en, ko };

/** @param columns of the terminal */
export function usage(columns = Infinity): string {
  const language = messageLanguage();
  const { shows, usage: command, options: rows, ...more } = texts[language];
  return [
    wrapWords(shows, columns),
    '',
    `  ${command}`,
    '',
    ...inColumns(rows, { width: columns }),
    '',
    more.scenarios,
    ...inColumns(
      [
        ...scenarios.map((one): [string, string] => [one.name, one[language].title]),
        [more.number, more.anyNumber],
      ],
      { width: columns },
    ),
    '',
  ].join('\n');
}

/** The catalogue: what happens, and what a good client does. */
export function scenarioList(json: boolean): string {
  if (json) return scenarios.map((scenario) => `${JSON.stringify(scenario)}\n`).join('');
  const language = messageLanguage();
  return scenarios
    .map(({ name, [language]: { title, happens, client } }) =>
      [`${name}: ${title}`, `  ${happens}`, `  ${texts[language].goodClient}: ${client}\n`].join(
        '\n',
      ),
    )
    .join('\n');
}
