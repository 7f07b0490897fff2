/** What `record` says, in one language. */
const en = {
  help: `record: runs flows and keeps what the stage shows, as files in git.

Usage: npx nx run flow-comparison:record -- [options]

Options:
  --flows LIST   these flows alone, with commas between
  --scenes       the scenes, too
  --all          writes nothing: records again and compares the structure with the files
  --lang LANG    language: en or ko (that of the system); recordings are in English
  --help         this text

Exit codes: 0 written, or the same; 1 failed, or different; 2 wrong usage; 130 interrupted.
`,
  noFlows: '--flows names the flows to record: --flows device-code,interactive',
  written: (file: string) => `written  ${file}`,
  left: (flow: string, why: string) => `left out  ${flow}: ${why}`,
  differs: (file: string, was: string, is: string) =>
    `${file} is not what happens now.\n  was  ${was}\n  is   ${is}\nRecord it again if that is meant: npx nx run flow-comparison:record`,
  unreadable: (file: string) =>
    `The recording ${file} cannot be read. Take it from git again (git checkout apps/flow-comparison/recordings), or record it again.`,
  same: (count: number) => `${count} recordings are what happens now.`,
};

export type RecordTexts = typeof en;

const ko: RecordTexts = {
  help: `record: 흐름을 실행해 무대가 보이는 것을 git의 파일로 남깁니다.

사용법: npx nx run flow-comparison:record -- [옵션]

옵션:
  --flows LIST   쉼표로 구분한 흐름만
  --scenes       장면도 함께
  --all          쓰지 않고 다시 기록해 파일과 구조를 비교
  --lang LANG    언어: en 또는 ko(시스템 언어). 기록은 영어입니다
  --help         이 도움말

종료 코드: 0 기록했거나 같음, 1 실패했거나 다름, 2 잘못된 사용, 130 중단.
`,
  noFlows: '--flows로 기록할 흐름을 지정하세요: --flows device-code,interactive',
  written: (file) => `기록함  ${file}`,
  left: (flow, why) => `건너뜀  ${flow}: ${why}`,
  differs: (file, was, is) =>
    `지금 일어나는 일과 다른 기록: ${file}\n  이전  ${was}\n  지금  ${is}\n의도한 것이라면 다시 기록하세요: npx nx run flow-comparison:record`,
  unreadable: (file) =>
    `녹화 ${file} 파일을 읽을 수 없습니다. git에서 다시 가져오거나(git checkout apps/flow-comparison/recordings) 다시 기록하세요.`,
  same: (count) => `기록 ${count}개가 지금 일어나는 일과 같습니다.`,
};

/** The texts of each language. */
export const recordTexts: Record<'en' | 'ko', RecordTexts> = { en, ko };
