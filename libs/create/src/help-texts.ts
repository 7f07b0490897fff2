/** What `--help` says, in one language. */
const en = {
  about: 'Copies a sample into a project of its own.',
  usage: [
    'Usage: create [FOLDER] [--sample NAME] [options]',
    '       create update [FOLDER] [--merge] [--prefer mine|new]',
  ],
  asks: 'Without --sample it asks what kind of program it is. FOLDER is missing or empty.',
  options: 'Options:',
  ofCreate: [
    ['--sample NAME', 'the sample, one of those below'],
    ['--name NAME', 'of the package (that of the folder); tokens are kept under it, too'],
    ['--registry', 'take the libraries from the registry, instead of tarballs in vendor/'],
    ['--force', 'write into a folder with content: files of the same name are replaced'],
    ['--lang LANG', 'language of messages: en or ko (that of the system)'],
    ['--help', 'this text'],
  ] as [option: string, text: string][],
  update:
    'update compares the copy in FOLDER (.) with the sample of this version, and writes nothing.',
  ofUpdate: [
    ['--merge', 'write it: your changes stay, and a file that you changed is merged'],
    ['--prefer SIDE', 'where both changed the same: mine or new; without it, nothing is written'],
  ] as [option: string, text: string][],
  samples: 'Samples:',
  exitCodes: 'Exit codes: 0 done, 1 failed or a conflict, 2 wrong usage, 130 interrupted.',
};

type HelpTexts = typeof en;

const ko: HelpTexts = {
  about: '샘플을 복사해 독립된 프로젝트를 만듭니다.',
  usage: [
    '사용법: create [FOLDER] [--sample NAME] [옵션]',
    '        create update [FOLDER] [--merge] [--prefer mine|new]',
  ],
  asks: '--sample이 없으면 어떤 프로그램인지 묻습니다. FOLDER는 없거나 빈 폴더여야 합니다.',
  options: '옵션:',
  ofCreate: [
    ['--sample NAME', '샘플. 아래 목록에서 하나'],
    ['--name NAME', '패키지 이름(폴더 이름). 토큰도 이 이름으로 보관함'],
    ['--registry', 'vendor/의 tgz 파일 대신 레지스트리에서 라이브러리를 받음'],
    ['--force', '비어 있지 않은 폴더에 씀. 이름이 같은 파일은 교체함'],
    ['--lang LANG', '메시지의 언어: en 또는 ko(시스템 언어)'],
    ['--help', '이 도움말'],
  ],
  update: 'update는 FOLDER(.)의 복사본을 이 버전의 샘플과 비교하며, 아무것도 쓰지 않습니다.',
  ofUpdate: [
    ['--merge', '결과를 씀. 직접 바꾼 것은 남고, 바꾼 파일은 병합함'],
    ['--prefer SIDE', '양쪽이 같은 곳을 바꿨을 때: mine 또는 new. 없으면 아무것도 쓰지 않음'],
  ],
  samples: '샘플:',
  exitCodes: '종료 코드: 0 완료, 1 실패 또는 충돌, 2 잘못된 사용법, 130 중단.',
};

/** The texts of each language. */
export const helpTexts: Record<'en' | 'ko', HelpTexts> = { en, ko };
