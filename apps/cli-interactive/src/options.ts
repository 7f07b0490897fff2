/** Its own options, beside those of the kit. */
export const ownOptions = {
  'no-browser': {
    type: 'boolean',
    help: { en: 'only print the link of the sign-in page', ko: '로그인 페이지의 링크만 출력' },
  },
  browser: {
    type: 'string',
    value: 'PROGRAM',
    help: {
      en: 'open the link with this program (no arguments), whatever this machine looks like',
      ko: '이 컴퓨터의 상태와 상관없이 이 프로그램(인수 없이)으로 링크를 엶',
    },
  },
  timeout: {
    type: 'string',
    value: 'SECONDS',
    help: {
      en: 'how long to wait for the sign-in in the browser (300)',
      ko: '브라우저에서 로그인하기를 기다릴 시간(300)',
    },
  },
  'login-hint': {
    type: 'string',
    value: 'NAME',
    help: {
      en: 'the name to fill in; --account when missing',
      ko: '미리 채울 이름. 없으면 --account',
    },
  },
  prompt: {
    type: 'string',
    value: 'WORD',
    oneOf: ['login', 'select_account', 'consent'],
    help: {
      en: 'ask again although there is a session: login, select_account or consent',
      ko: '세션이 있어도 다시 물음: login, select_account 또는 consent',
    },
  },
  port: {
    type: 'number',
    value: 'NUMBER',
    range: [1, 65_535],
    help: {
      en: 'of the loopback address that the browser comes back to; any free one when missing',
      ko: '브라우저가 돌아올 루프백 주소의 포트. 없으면 빈 포트',
    },
  },
} as const;
