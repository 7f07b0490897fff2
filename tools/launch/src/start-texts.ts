/** What the launcher says itself, in one language. */
const en = {
  about: `npm start [-- [SAMPLE] [--hands-free] [options of the sample]]

Gets a token: installs the npm packages if they are missing, starts the local identity emulator, and runs the sample, cli-device-code unless you name another. No tenant and no network are needed.`,
  /** Option and text. */
  options: [
    ['--list', 'the samples, with one line about each'],
    [
      '--hands-free',
      "the emulator's scripted user signs in for you, as the one that --account names",
    ],
    ['--lang LANG', 'language of messages: en or ko (that of the system)'],
    ['--help', "this text, and the sample's own"],
  ] as [option: string, text: string][],
  realEntra:
    'With ENTRA_CLIENT_ID and ENTRA_AUTHORITY set (here or in .env.local) it talks to real Entra instead.',
  samples: 'Samples:',
  /** Of what is listed beside the samples. */
  emulator: 'a view of the local emulator: its users, and what clients ask',
  stage: 'flows side by side, live, in a page of this machine',
  run: 'Run one: npm start -- SAMPLE [options]; --help after its name lists its options.',
  unknown: (asked: string, near: string | undefined) =>
    near
      ? `There is no sample ${asked}. npm start -- --list lists all. Did you mean this?\n  npm start -- ${near}`
      : `There is no sample ${asked}. The list above has all.`,
  misspelt: (typed: string, meant: string) =>
    `Unknown option '${typed}'. Did you mean --${meant}?\nnpm start -- --help lists the options.`,
  taken: (options: string, line: string) =>
    `npm took ${options} for its own, without the -- in front. It is used here; the whole line is:\n  ${line}`,
  cut: (options: string, line: string) =>
    `npm took ${options} for its own, without the -- in front, and tore off its value. Type:\n  ${line}`,
  /** What npm does with an option itself. */
  npmsOwn: (options: string, line: string) =>
    `npm took ${options} for its own; for the sample it stands behind the --:\n  ${line}`,
};

export type StartTexts = typeof en;

const ko: StartTexts = {
  about: `npm start [-- [샘플] [--hands-free] [샘플의 옵션]]

토큰을 받습니다. npm 패키지가 없으면 설치하고, 로컬 ID 에뮬레이터를 시작한 뒤 샘플을 실행합니다. 샘플을 지정하지 않으면 cli-device-code를 실행합니다. 테넌트도 네트워크도 필요하지 않습니다.`,
  options: [
    ['--list', '샘플 목록과 한 줄 설명'],
    ['--hands-free', '에뮬레이터의 자동 사용자가 --account에 지정한 사용자로 대신 로그인합니다'],
    ['--lang LANG', '메시지의 언어: en 또는 ko(시스템 언어)'],
    ['--help', '이 도움말과 샘플의 도움말'],
  ],
  realEntra:
    'ENTRA_CLIENT_ID와 ENTRA_AUTHORITY를 환경이나 .env.local에 설정하면 실제 Entra를 사용합니다.',
  samples: '샘플:',
  emulator: 'ID 에뮬레이터 보기: 사용자 목록과 클라이언트의 요청',
  stage: '여러 흐름을 이 컴퓨터의 페이지에서 나란히 실행해 비교',
  run: '실행: npm start -- 샘플 [옵션]. 샘플 이름 뒤에 --help를 쓰면 옵션이 나옵니다.',
  unknown: (asked, near) =>
    near
      ? `${asked} 샘플은 없습니다. 전체 목록은 npm start -- --list로 볼 수 있습니다. 혹시 이것인가요?\n  npm start -- ${near}`
      : `${asked} 샘플은 없습니다. 위 목록에서 고르세요.`,
  misspelt: (typed, meant) =>
    `'${typed}' 옵션은 없습니다. 혹시 --${meant}인가요?\nnpm start -- --help를 쓰면 옵션이 나옵니다.`,
  taken: (options, line) =>
    `앞에 --가 없어 npm이 ${options} 옵션을 가져갔습니다. 이번에는 그대로 적용합니다. 전체 명령:\n  ${line}`,
  cut: (options, line) =>
    `앞에 --가 없어 npm이 ${options} 옵션을 가져가고 값을 떼어 냈습니다. 다음과 같이 입력하세요:\n  ${line}`,
  npmsOwn: (options, line) =>
    `${options} 옵션은 npm이 가져갔습니다. 샘플의 옵션은 -- 뒤에 씁니다:\n  ${line}`,
};

/** The texts of each language. */
export const startTexts: Record<'en' | 'ko', StartTexts> = { en, ko };
