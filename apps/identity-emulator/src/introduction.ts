import { dirname, resolve } from 'node:path';
import type { ControlAddress } from '@entra-flows/identity-emulator';
import { defaultDirectory, findScenario } from '@entra-flows/identity-emulator';
import { messageLanguage } from '@entra-flows/primitives/language';

export interface Endpoints {
  authority: string;
  handsFreeAuthority: string;
  clientId: string;
  graph: string;
  pages: string;
}

/**
 * What a user reads first: addresses, practice accounts, and what to do next.
 *
 * @param file with the endpoints
 * @param elsewhere whether the emulator is not that of the workspace
 */
export function introduction(
  { endpoints, control }: { endpoints: Endpoints; control: ControlAddress },
  file: string,
  { scenario, elsewhere }: { scenario?: string | undefined; elsewhere: boolean },
): string {
  const users = defaultDirectory.tenants.flatMap((tenant) => tenant.users);
  const widest = Math.max(...users.map(({ username }) => username.length));
  const language = messageLanguage();
  const texts = introductionTexts[language];
  return [
    texts.title,
    '',
    `  Pages      ${endpoints.pages}`,
    `  Authority  ${endpoints.authority}`,
    `  Client ID  ${endpoints.clientId}`,
    `  Graph      ${endpoints.graph}`,
    `  Control    ${control.url}`,
    '',
    texts.users,
    ...users.map(
      ({ username, password, disabled }) =>
        `  ${username.padEnd(widest)}  ${password}${disabled ? `  (${texts.disabled})` : ''}`,
    ),
    '',
    texts.run(`${elsewhere ? `${setting('EMULATOR_DATA', dirname(file))}${then}` : ''}npm start`),
    texts.settings,
    `  ${exported('ENTRA_CLIENT_ID', endpoints.clientId)}`,
    `  ${exported('ENTRA_AUTHORITY', endpoints.authority)}`,
    `  ${exported('ENTRA_EMULATOR', resolve(file))}`,
    texts.goWrong,
    ...(scenario
      ? ['', texts.scenario(scenario, findScenario(scenario)?.[language].happens ?? '')]
      : []),
    '',
    texts.end,
    texts.asked,
    '',
  ].join('\n');
}

const introductionTexts = {
  en: {
    title: 'Identity emulator: a local stand-in for Microsoft Entra ID. Practice accounts only.',
    users: 'Who can sign in:',
    disabled: 'disabled',
    run: (command: string) => `Run a sample in another terminal: ${command}`,
    settings: 'Run another program with it, such as a copy of a sample: set these first.',
    goWrong: 'Let something go wrong: add --scenario NAME here (--list names them).',
    scenario: (name: string, happens: string) => `Scenario ${name} until Ctrl-C: ${happens}`,
    end: 'Ctrl-C ends this view only; the emulator ends by itself when it is not used.',
    asked: 'What clients ask:',
  },
  ko: {
    title: 'ID 에뮬레이터: Microsoft Entra ID를 대신하는 로컬 서버입니다. 연습용 계정만 있습니다.',
    users: '로그인할 수 있는 사용자:',
    disabled: '사용 안 함',
    run: (command: string) => `다른 터미널에서 샘플을 실행하세요: ${command}`,
    settings: '샘플의 복사본과 같은 다른 프로그램을 실행하려면 먼저 다음을 설정하세요.',
    goWrong: '문제를 일으키려면 여기에 --scenario NAME을 더하세요(목록은 --list).',
    scenario: (name: string, happens: string) =>
      `Ctrl-C를 누를 때까지 시나리오 ${name}: ${happens}`,
    end: 'Ctrl-C는 이 보기만 끝냅니다. 에뮬레이터는 쓰지 않으면 스스로 끝납니다.',
    asked: '클라이언트의 요청:',
  },
};

const isWindows = process.platform === 'win32';

/** One for the command that follows in the line. */
const setting = (name: string, value: string): string =>
  isWindows ? `set "${name}=${value}"` : `${name}=${quoted(value)}`;
const then = isWindows ? ' && ' : ' ';

/** One for all commands that follow in the terminal. */
const exported = (name: string, value: string): string =>
  `${isWindows ? '' : 'export '}${setting(name, value)}`;

const quoted = (text: string): string =>
  /^[\w/.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
