import type { Words } from '@entra-flows/flow-catalog';

/** Signals that a program gets for a fault of its own, as when it has no memory left. */
const CRASHES = /^SIG(ABRT|BUS|FPE|ILL|SEGV|SYS|TRAP)$/;

/** What a lane says of itself, in one language. */
const en = {
  starting: 'The lane gets an identity emulator and a folder of its own.',
  /** `seconds`: how long it had. */
  tooLong: (seconds: number) =>
    `The sample did not end within ${seconds} s, so the stage ended it. Press reset, then start it again.`,
  tooMuchOutput: (megabytes: number) =>
    `The sample printed more than ${megabytes} MB, so the stage ended it. Press reset, then start it again.`,
  /** The emulator did not come up. */
  noEmulator: (why: string) =>
    `The identity emulator of this lane did not start: ${why}. Press reset to try again.`,
  emulatorGone: (why: string) =>
    `The identity emulator of this lane is gone: ${why}. The next start gets another one.`,
  traceEnded: 'its trace ended',
  diskFull:
    'The disk is full, so the lane has no place for its token cache. Make room, then press reset.',
  limitReached: (code: string) =>
    `The system lets the stage open no more files or processes (${code}). Close other programs and press reset, or start the stage where more are allowed (ulimit -n, ulimit -u).`,
  notStarted: (why: string) => `The sample could not be started: ${why}. Press reset to try again.`,
  killed: (signal: string) =>
    `The sample ${CRASHES.test(signal) ? `crashed (${signal})` : `was ended by ${signal} from outside`}. Press reset, then start it again.`,
  /** The sample ended without a token, and printed why. */
  failed: (code: string) => `It ended without a token: ${code}.`,
  exit: (code: number) => `The sample ended with exit code ${code}; its terminal says why.`,
  /** The user of a page, which no program ends. */
  visitFailed: (why: string) =>
    `The browser that visits the app failed: ${why}. Press reset to try again, or sign in yourself.`,
  visitOver:
    'The app was visited, and its API gave no answer. The app goes on; its terminal has what it prints. Press reset to try again.',
  /** There is a token; the API did not take it, or did not answer. */
  apiFailed: (code: string) => ({
    title: `The token was obtained. The API failed: ${code.replace('_', ' ').toUpperCase()}.`,
    remedy:
      code === 'http_401'
        ? 'Get another token once, with forceRefresh. If the API refuses it, too, compare its aud, nbf and exp with what the API expects.'
        : 'Try again later. A new sign-in would not help.',
  }),
  /** The authority told the user alone. */
  pageShowed: (code: string, remedy: string) =>
    `The page showed ${code}; the app heard nothing of it, and could only wait. ${remedy}`,
  stopped: 'Stopped.',
  /** The flow cannot run here. */
  playsRecording: (why: string) => `This lane plays a recording. ${why}`,
  noRecording: (why: string) => `There is no recording of this. ${why}`,
};

type LaneTexts = typeof en;

const ko: LaneTexts = {
  starting: '이 레인의 ID 에뮬레이터와 폴더를 준비합니다.',
  tooLong: (seconds) =>
    `샘플이 ${seconds}초 안에 끝나지 않아 종료했습니다. 초기화를 누른 뒤 다시 시작하세요.`,
  tooMuchOutput: (megabytes) =>
    `샘플이 ${megabytes}MB가 넘게 출력해 종료했습니다. 초기화를 누른 뒤 다시 시작하세요.`,
  noEmulator: (why) =>
    `이 레인의 ID 에뮬레이터가 시작되지 않았습니다: ${why}. 초기화를 눌러 다시 시도하세요.`,
  emulatorGone: (why) =>
    `이 레인의 ID 에뮬레이터가 사라졌습니다: ${why}. 다음에 시작하면 새로 받습니다.`,
  traceEnded: '추적이 끝났습니다',
  diskFull: '디스크가 가득 차서 토큰 캐시를 둘 곳이 없습니다. 공간을 확보한 뒤 초기화를 누르세요.',
  limitReached: (code) =>
    `시스템이 무대에 파일이나 프로세스를 더 허용하지 않습니다(${code}). 다른 프로그램을 끝내고 초기화를 누르거나, 한도가 더 큰 곳에서(ulimit -n, ulimit -u) 무대를 시작하세요.`,
  notStarted: (why) => `샘플을 시작할 수 없습니다: ${why}. 초기화를 눌러 다시 시도하세요.`,
  killed: (signal) =>
    `샘플이 ${CRASHES.test(signal) ? `비정상 종료되었습니다(${signal})` : `외부의 ${signal} 신호로 종료되었습니다`}. 초기화를 누른 뒤 다시 시작하세요.`,
  failed: (code) => `토큰 없이 끝났습니다: ${code}.`,
  exit: (code) => `샘플이 끝났습니다(종료 코드 ${code}). 이유는 터미널에 있습니다.`,
  visitFailed: (why) =>
    `앱에 방문하는 브라우저가 실패했습니다: ${why}. 초기화를 눌러 다시 시도하거나 직접 로그인하세요.`,
  visitOver:
    '앱을 방문했지만 API가 답하지 않았습니다. 앱은 계속 실행 중이며, 출력은 터미널에 있습니다. 초기화를 눌러 다시 시도하세요.',
  apiFailed: (code) => ({
    title: `토큰은 받았습니다. API가 실패했습니다: ${code.replace('_', ' ').toUpperCase()}.`,
    remedy:
      code === 'http_401'
        ? 'forceRefresh로 토큰을 한 번 새로 받으세요. API가 그것도 거절하면 aud, nbf, exp를 API가 기대하는 값과 비교하세요.'
        : '나중에 다시 시도하세요. 다시 로그인해도 도움이 되지 않습니다.',
  }),
  pageShowed: (code, remedy) =>
    `페이지에 ${code} 코드가 나왔습니다. 앱은 아무 답도 받지 못해 기다릴 수밖에 없었습니다. ${remedy}`,
  stopped: '중지했습니다.',
  playsRecording: (why) => `이 레인은 녹화를 재생합니다. ${why}`,
  noRecording: (why) => `이 경우의 녹화는 없습니다. ${why}`,
};

/** Names of the texts into which a reason is put, or nothing. */
type Named = {
  [Name in keyof LaneTexts]: LaneTexts[Name] extends string | ((why: string) => string)
    ? Name
    : never;
}[keyof LaneTexts];

/** One text in each language: by its name, with a reason where it takes one, or made from all texts. */
export function laneWords(
  text: Named | ((texts: LaneTexts, language: 'en' | 'ko') => string),
  why: Words | string = '',
): Words {
  const words = (texts: LaneTexts, language: 'en' | 'ko') => {
    if (typeof text === 'function') return text(texts, language);
    const named = texts[text];
    return typeof named === 'string' ? named : named(typeof why === 'string' ? why : why[language]);
  };
  return { en: words(en, 'en'), ko: words(ko, 'ko') };
}
