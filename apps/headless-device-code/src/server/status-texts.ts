import type { MessageLanguage } from '@entra-flows/sample-kit/page';

/** Why a code is shown; the words are below. */
export const WHY = { first: 'first', gone: 'gone', notEnough: 'not-enough' } as const;

type AroundLink = readonly [before: string, after: string];

/** What the status page says, in one language. */
const en = {
  headings: {
    starting: 'Starting',
    'waiting-for-sign-in': 'Sign in for this device',
    working: 'Working',
    'in-trouble': 'Not working at the moment',
  },
  why: {
    [WHY.first]: 'No sign-in is saved yet.',
    [WHY.gone]:
      'The saved sign-in is gone: somebody signed out (--sign-out), or the token cache was removed.',
    [WHY.notEnough]:
      'The saved sign-in is not enough any more: it was revoked, has run out, or a policy demands a new one.',
  } as Record<string, string>,
  openAnywhere: ['Open ', ' on a phone or a computer, and enter this code:'] as AroundLink,
  openHere: ['Open ', ' in a browser of this machine, and enter this code:'] as AroundLink,
  qrCode: 'QR code of the link',
  runsOut: 'The code runs out',
  onlyYours:
    'Enter it only if this device is yours: the device then acts for the user who signs in.',
  nextTry: 'Next try',
  firstAnswer: 'The first answer is awaited.',
  signedInAs: 'Signed in as',
  lastSuccess: 'Last success',
  notKept: 'Kept in memory only: a restart would ask for a new sign-in.',
  reload: 'Show how it stands now',
};

export type StatusTexts = typeof en;

const ko: StatusTexts = {
  headings: {
    starting: '시작하는 중',
    'waiting-for-sign-in': '이 디바이스에 로그인하세요',
    working: '작동 중',
    'in-trouble': '지금은 작동하지 않습니다',
  },
  why: {
    [WHY.first]: '저장된 로그인이 아직 없습니다.',
    [WHY.gone]:
      '저장된 로그인이 없어졌습니다. 로그아웃했거나(--sign-out) 토큰 캐시가 삭제되었습니다.',
    [WHY.notEnough]:
      '저장된 로그인을 더는 쓸 수 없습니다. 취소되었거나 만료되었거나, 정책에서 새 로그인을 요구합니다.',
  },
  openAnywhere: ['휴대폰이나 컴퓨터에서 ', ' 페이지를 열고 이 코드를 입력하세요.'],
  openHere: ['이 컴퓨터의 브라우저에서 ', ' 페이지를 열고 이 코드를 입력하세요.'],
  qrCode: '링크의 QR 코드',
  runsOut: '코드 만료',
  onlyYours:
    '본인의 디바이스일 때만 입력하세요. 로그인하면 디바이스가 그 사용자를 대신해 작동합니다.',
  nextTry: '다음 시도',
  firstAnswer: '첫 응답을 기다리는 중입니다.',
  signedInAs: '로그인한 사용자',
  lastSuccess: '마지막 성공',
  notKept: '메모리에만 보관하므로 다시 시작하면 새로 로그인해야 합니다.',
  reload: '현재 상태 보기',
};

export const statusTexts: Record<MessageLanguage, StatusTexts> = { en, ko };
