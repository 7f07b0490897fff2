/** What the programs of the stage say in a terminal, in one language. */
const en = {
  help: `flow-comparison: runs flows side by side and shows where they differ, in a page of this machine.

Usage: npm start -- flow-comparison [options]

Options:
  --port NUMBER   port of loopback to listen on (22480, or any that is free)
  --lang LANG     language of messages: en or ko (that of the system)
  --help          this text

It needs no tenant and no network, and ignores ENTRA_* and .env.local: each lane has an identity emulator of its own.

Exit codes: 0 stopped by a signal, 1 failed, 2 wrong usage.
`,
  open: (address: string) => `Open ${address}`,
  keep: 'The address has the key: keep it to yourself. Ctrl-C ends the stage.',
  notAPort: (text: string) => `--port ${text} is not a whole number between 0 and 65535.`,
  building: 'Building the page, once: it takes some seconds.',
  noPage: (why: string) =>
    `The page could not be built: ${why}\nRun "npx nx build flow-comparison" to see more, then start again.`,
  noTemporary: (folder: string, code: string) =>
    `The folder for temporary files, ${folder}, cannot be used: ${code}. Make room there, or name another one in TMPDIR.`,
  stopping: 'Stopping the lanes.',
};

export type StageTexts = typeof en;

const ko: StageTexts = {
  help: `flow-comparison: 여러 흐름을 나란히 실행해 차이를 이 컴퓨터의 페이지에 보입니다.

사용법: npm start -- flow-comparison [옵션]

옵션:
  --port NUMBER   수신할 루프백 포트(22480, 사용 중이면 비어 있는 포트)
  --lang LANG     메시지의 언어: en 또는 ko(시스템 언어)
  --help          이 도움말

테넌트도 네트워크도 필요 없으며 ENTRA_*와 .env.local을 무시합니다. 레인마다 자체 ID 에뮬레이터가 있습니다.

종료 코드: 0 신호로 중지, 1 실패, 2 잘못된 사용.
`,
  open: (address) => `열기: ${address}`,
  keep: '이 주소에는 키가 들어 있으니 다른 사람에게 주지 마세요. Ctrl-C로 끝냅니다.',
  notAPort: (text) => `--port ${text}: 0에서 65535 사이의 정수여야 합니다.`,
  building: '페이지를 처음 한 번 만듭니다. 몇 초 걸립니다.',
  noPage: (why) =>
    `페이지를 만들 수 없습니다: ${why}\n"npx nx build flow-comparison"으로 자세히 확인한 뒤 다시 시작하세요.`,
  noTemporary: (folder, code) =>
    `임시 파일 폴더 ${folder}: 쓸 수 없습니다(${code}). 공간을 확보하거나 TMPDIR에 다른 폴더를 적으세요.`,
  stopping: '레인을 중지합니다.',
};

/** The texts of each language. */
export const stageTexts: Record<'en' | 'ko', StageTexts> = { en, ko };
