import { dirname, resolve } from 'node:path';
import type { ControlAddress } from '@entra-flows/identity-emulator';
import { defaultDirectory, findScenario } from '@entra-flows/identity-emulator';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { messageLanguage } from '@entra-flows/primitives/language';
import { wrapWords } from '@entra-flows/primitives/wrap-words';

export interface Endpoints {
  authority: string;
  handsFreeAuthority: string;
  clientId: string;
  graph: string;
  pages: string;
}

/** What the view is about, beside the addresses. */
export interface Introduced {
  /** Of the scenario that is played meanwhile. */
  scenario?: string | undefined;
  /** Whether the emulator is not that of the workspace. */
  elsewhere?: boolean;
  /** Of the terminal. */
  columns?: number;
}

/**
 * What a user reads first: practice accounts, addresses, and what to do next. A small window shows the end
 * of it, so what leads further stands there.
 *
 * @param file with the endpoints
 */
export function introduction(
  { endpoints, control }: { endpoints: Endpoints; control: ControlAddress },
  file: string,
  { scenario, elsewhere = false, columns = Infinity }: Introduced = {},
): string {
  const language = messageLanguage();
  const texts = introductionTexts[language];
  const users = defaultDirectory.tenants.flatMap((tenant) => tenant.users);
  const widest = Math.max(...users.map(({ username }) => username.length));
  const addresses: [string, string][] = [
    [texts.labels.pages, endpoints.pages],
    [texts.labels.graph, endpoints.graph],
    [texts.labels.control, control.url],
  ];
  return [
    wrapWords(texts.title, columns),
    '',
    texts.users,
    ...inColumns(
      users.map(({ username, password, scenario: special }): [string, string] => {
        const note = special?.[language] ?? '';
        return columns < 70
          ? [username, `${password}  ${note}`]
          : [`${username.padEnd(widest)}  ${password}`, note];
      }),
      { width: columns, first: [0, 60] },
    ),
    '',
    // An address that has no room beside its name stands below.
    ...inColumns(addresses, { width: columns, first: [0, columns < 70 ? 0 : 30] }),
    '',
    wrapWords(texts.run, columns),
    `  ${elsewhere ? `${setting('EMULATOR_DATA', dirname(file))}${then}` : ''}npm start`,
    wrapWords(texts.settings, columns),
    ...exported([
      ['ENTRA_CLIENT_ID', endpoints.clientId],
      ['ENTRA_EMULATOR', resolve(file)],
      ['ENTRA_AUTHORITY', endpoints.authority],
    ]),
    ...[
      scenario
        ? texts.scenario(scenario, findScenario(scenario)?.[language].happens ?? '')
        : texts.goWrong,
      texts.end,
    ].map((text) => wrapWords(text, columns)),
    '',
    texts.asked,
    '',
  ].join('\n');
}

const introductionTexts = {
  en: {
    title: 'Identity emulator: a local stand-in for Microsoft Entra ID. Practice accounts only.',
    users: 'Who can sign in:',
    labels: { pages: 'Start page', graph: 'Graph', control: 'Control' },
    run: 'Run a sample in another terminal:',
    settings: 'Run another program with it, such as a copy of a sample: set these first.',
    goWrong: 'Let something go wrong: add --scenario NAME here (--list names them).',
    scenario: (name: string, happens: string) => `Scenario ${name} until Ctrl-C: ${happens}`,
    end: 'Ctrl-C ends this view only; the emulator ends by itself when it is not used.',
    asked: 'What clients ask:',
  },
  ko: {
    title: 'ID 에뮬레이터: Microsoft Entra ID를 대신하는 로컬 서버입니다. 연습용 계정만 있습니다.',
    users: '로그인할 수 있는 사용자:',
    labels: { pages: '시작 페이지', graph: 'Graph', control: '제어' },
    run: '다른 터미널에서 샘플을 실행하세요:',
    settings: '샘플의 복사본과 같은 다른 프로그램을 실행하려면 먼저 다음을 설정하세요.',
    goWrong: '문제를 일으키려면 이 명령에 --scenario NAME을 추가하세요(목록은 --list).',
    scenario: (name: string, happens: string) =>
      `Ctrl-C를 누를 때까지 적용되는 시나리오 ${name}: ${happens}`,
    end: 'Ctrl-C를 누르면 이 보기만 끝납니다. 에뮬레이터는 쓰지 않으면 스스로 끝납니다.',
    asked: '클라이언트의 요청:',
  },
};

const isWindows = process.platform === 'win32';

/** One for the command that follows in the line. */
const setting = (name: string, value: string): string =>
  isWindows ? `set "${name}=${value}"` : `${name}=${quoted(value)}`;
const then = isWindows ? ' && ' : ' ';

/**
 * Settings for all commands that follow in the terminal, one a line. For a shell they are one command over several
 * lines: with `export` in front of it the authority, the longest, would not fit into 80 columns.
 */
function exported(settings: [name: string, value: string][]): string[] {
  if (isWindows) return settings.map(([name, value]) => `  ${setting(name, value)}`);
  const all = settings.map(([name, value]) => setting(name, value));
  return [`  export ${all[0]}`, ...all.slice(1).map((one) => `  ${one}`)].map((line, index) =>
    index < all.length - 1 ? `${line} \\` : line,
  );
}

const quoted = (text: string): string =>
  /^[\w/.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
