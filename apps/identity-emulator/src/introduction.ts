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
 * @param dataDir folder of the emulator, when it is not that of the workspace
 */
export function introduction(
  { endpoints, control }: { endpoints: Endpoints; control: ControlAddress },
  scenario?: string,
  dataDir?: string,
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
    texts.run(`${useIt(dataDir)}npm start`),
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
    goWrong: '문제를 일으키려면 여기에 --scenario NAME을 더하세요(목록은 --list).',
    scenario: (name: string, happens: string) =>
      `Ctrl-C를 누를 때까지 시나리오 ${name}: ${happens}`,
    end: 'Ctrl-C는 이 보기만 끝냅니다. 에뮬레이터는 쓰지 않으면 스스로 끝납니다.',
    asked: '클라이언트의 요청:',
  },
};

function useIt(dataDir: string | undefined): string {
  if (dataDir === undefined) return '';
  return process.platform === 'win32'
    ? `set "EMULATOR_DATA=${dataDir}" && `
    : `EMULATOR_DATA='${dataDir.replaceAll("'", "'\\''")}' `;
}
