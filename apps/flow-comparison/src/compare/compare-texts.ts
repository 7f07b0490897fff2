/** The words of `compare`, in one language. */
const en = {
  help: `compare: runs flows side by side and prints what they cost.

Usage: npx nx run flow-comparison:compare -- --flows LIST [options]

Options:
  --flows LIST      flows with commas between: device-code,interactive
  --scenario NAME   a failure of the emulator's catalogue; only the first run meets it
  --policies LIST   policies of the tenant: block-device-code,require-mfa,require-compliant-device
  --format FORMAT   markdown (default), json (first and second runs), or mermaid: a diagram a flow, each behind a line with its name
  --lang LANG       language: en or ko (that of the system)
  --help            this text

Nx prints lines of its own around it. For a program that reads it:
  node --conditions=source --import tsx apps/flow-comparison/src/compare.ts --flows LIST --format json

Exit codes: 0 printed, 1 failed, 2 wrong usage, 130 interrupted.
`,
  unknownFormat: (text: string) => `--format ${text} is none of: markdown, json, mermaid.`,
  unknownPolicy: (text: string) =>
    `There is no policy ${text}. There are block-device-code, require-mfa and require-compliant-device.`,
  noFlows: '--flows names the flows to compare: --flows device-code,interactive',
  unknownScenario: (text: string) =>
    `There is no scenario ${text}. "npx nx serve identity-emulator -- --list" lists all of them.`,
  rows: {
    ends: 'ends with',
    token: 'a token',
    stopped: 'stopped',
    unavailable: 'cannot run here',
    asked: 'asked, in order',
    requests: 'requests of the app',
    polls: 'polls',
    user: 'steps of the user',
    pages: 'requests of the browser',
    again: 'second run asks',
    says: 'the app says',
    next: 'and advises',
    instead: 'try instead',
    none: 'nothing',
  },
};

export type CompareTexts = typeof en;

const ko: CompareTexts = {
  help: `compare: 여러 흐름을 나란히 실행해 비용을 출력합니다.

사용법: npx nx run flow-comparison:compare -- --flows 목록 [옵션]

옵션:
  --flows LIST      쉼표로 구분한 흐름: device-code,interactive
  --scenario NAME   에뮬레이터 목록에 있는 실패. 첫 실행에만 적용
  --policies LIST   테넌트의 정책: block-device-code,require-mfa,require-compliant-device
  --format FORMAT   markdown(기본값), json(첫 실행과 두 번째 실행), 또는 mermaid: 흐름마다 다이어그램 하나, 이름이 앞줄에 있음
  --lang LANG       언어: en 또는 ko(시스템 언어)
  --help            이 도움말

Nx는 앞뒤에 자기 줄을 출력합니다. 프로그램이 읽게 하려면:
  node --conditions=source --import tsx apps/flow-comparison/src/compare.ts --flows 목록 --format json

종료 코드: 0 출력함, 1 실패, 2 잘못된 사용, 130 중단.
`,
  unknownFormat: (text) => `--format ${text}: markdown, json, mermaid 중 하나여야 합니다.`,
  unknownPolicy: (text) =>
    `${text} 정책은 없습니다. block-device-code, require-mfa, require-compliant-device가 있습니다.`,
  noFlows: '--flows로 비교할 흐름을 지정하세요: --flows device-code,interactive',
  unknownScenario: (text) =>
    `${text} 시나리오는 없습니다. "npx nx serve identity-emulator -- --list"로 모두 볼 수 있습니다.`,
  rows: {
    ends: '결과',
    token: '토큰',
    stopped: '중지됨',
    unavailable: '여기서 실행할 수 없음',
    asked: '순서대로 요청한 것',
    requests: '앱의 요청',
    polls: '폴링',
    user: '사용자가 한 일',
    pages: '브라우저의 요청',
    again: '두 번째 실행의 요청',
    says: '앱의 설명',
    next: '앱의 조언',
    instead: '대신 시도할 흐름',
    none: '없음',
  },
};

/** The texts of each language. */
export const compareTexts: Record<'en' | 'ko', CompareTexts> = { en, ko };
