/** What the launcher says itself, in one language. */
const en = {
  about: `npm start [-- [SAMPLE] [options]]

Gets a token: starts the local identity emulator and runs the sample, cli-device-code unless you name another. You need no tenant. The first run installs the npm packages, for which it needs the network; later runs stay on this machine.`,
  /** Option and text. */
  options: [['--list', 'the samples, with one line about each']] as [
    option: string,
    text: string,
  ][],
  /** Title of the options that are for demonstrations and tests. */
  forShows: 'For demonstrations and tests:',
  showOptions: [
    [
      '--hands-free',
      "the emulator's scripted user signs in for you, as the one that --account names",
    ],
  ] as [option: string, text: string][],
  realEntra:
    'With ENTRA_CLIENT_ID and ENTRA_AUTHORITY set (in the environment or in .env.local) the sample talks to your tenant over the network instead, and the emulator stays down.',
  samples: 'Samples:',
  /** Of what is listed beside the samples. */
  emulator: 'a view of the local emulator: its users, and what clients ask',
  stage: 'flows side by side, live, in a page of this machine',
  run: 'Run one: npm start -- SAMPLE [options]; --help after its name lists its options.',
  unknown: (asked: string, near: string | undefined) =>
    near
      ? `There is no sample ${asked}. npm start -- --list lists all. Did you mean this?\n  ${near}`
      : `There is no sample ${asked}. The list above has all.`,
  /** Where several samples have it in their names, which are listed above. */
  ambiguous: (asked: string) => `There is no sample ${asked}. Those above have it in their names.`,
  misspelt: (typed: string, meant: string) =>
    `Unknown option '${typed}'. Did you mean --${meant}?\nnpm start -- --help lists the options.`,
  taken: (options: string, line: string) =>
    `npm took ${options} for its own, without the -- in front. It is used here; the whole line is:\n  ${line}`,
  cut: (options: string, line: string) =>
    `npm took ${options} for its own, without the -- in front, and tore off its value. Type:\n  ${line}`,
  /** Of options that npm took, and that neither npm nor a sample has. */
  misspeltForNpm: (options: string, line: string) =>
    `npm took ${options} for its own, without the -- in front, and no sample has it. Did you mean this?\n  ${line}`,
  /** What npm does with an option itself. */
  npmsOwn: (options: string, line: string) =>
    `npm took ${options} for its own; for the sample it stands behind the --:\n  ${line}`,
};

export type StartTexts = typeof en;

const ko: StartTexts = {
  about: `npm start [-- [샘플] [옵션]]

토큰을 받습니다. 로컬 ID 에뮬레이터를 시작한 뒤 샘플을 실행합니다. 샘플을 지정하지 않으면 cli-device-code를 실행합니다. 테넌트는 필요하지 않습니다. 처음 실행할 때 npm 패키지를 설치하므로 네트워크가 필요하고, 그다음부터는 이 컴퓨터 안에서만 동작합니다.`,
  options: [['--list', '샘플 목록과 한 줄 설명']],
  forShows: '시연과 테스트용:',
  showOptions: [
    ['--hands-free', '에뮬레이터의 자동 사용자가 --account에 지정한 사용자로 대신 로그인합니다'],
  ],
  realEntra:
    'ENTRA_CLIENT_ID와 ENTRA_AUTHORITY를 환경이나 .env.local에 설정하면 샘플은 네트워크로 실제 테넌트에 연결하고, 에뮬레이터는 시작하지 않습니다.',
  samples: '샘플:',
  emulator: 'ID 에뮬레이터 보기: 사용자 목록과 클라이언트의 요청',
  stage: '여러 흐름을 이 컴퓨터의 페이지에서 나란히 실행해 비교',
  run: '실행: npm start -- 샘플 [옵션]. 샘플 이름 뒤에 --help를 쓰면 옵션이 나옵니다.',
  unknown: (asked, near) =>
    near
      ? `${asked} 샘플은 없습니다. 전체 목록은 npm start -- --list로 볼 수 있습니다. 혹시 이것인가요?\n  ${near}`
      : `${asked} 샘플은 없습니다. 위 목록에서 고르세요.`,
  ambiguous: (asked) => `${asked} 샘플은 없습니다. 이름에 들어 있는 샘플은 위와 같습니다.`,
  misspelt: (typed, meant) =>
    `'${typed}' 옵션은 없습니다. 혹시 --${meant}인가요?\nnpm start -- --help를 쓰면 옵션이 나옵니다.`,
  taken: (options, line) =>
    `앞에 --가 없어 npm이 ${options} 옵션을 가져갔습니다. 이번에는 그대로 적용합니다. 전체 명령:\n  ${line}`,
  cut: (options, line) =>
    `앞에 --가 없어 npm이 ${options} 옵션을 가져가고 값을 떼어 냈습니다. 다음과 같이 입력하세요:\n  ${line}`,
  misspeltForNpm: (options, line) =>
    `앞에 --가 없어 npm이 ${options} 옵션을 가져갔고, 그런 옵션은 샘플에도 없습니다. 혹시 이것인가요?\n  ${line}`,
  npmsOwn: (options, line) =>
    `${options} 옵션은 npm이 가져갔습니다. 샘플의 옵션은 -- 뒤에 씁니다:\n  ${line}`,
};

/** The texts of each language. */
export const startTexts: Record<'en' | 'ko', StartTexts> = { en, ko };
