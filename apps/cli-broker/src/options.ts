/** Its own options, beside those of the kit. */
export const ownOptions = {
  'no-broker': {
    type: 'boolean',
    help: { en: 'go straight to the browser', ko: '바로 브라우저로 감' },
  },
  'force-broker': {
    type: 'boolean',
    help: {
      en: 'ask the broker whatever this machine and the authority look like',
      ko: '이 컴퓨터와 인증 기관의 상태와 상관없이 브로커에 물음',
    },
  },
  'broker-timeout': {
    type: 'number',
    value: 'SECONDS',
    range: [1, 86_400],
    help: {
      en: 'how long the broker may take, its window included, before the browser is used (120)',
      ko: '브라우저를 쓰기 전에 브로커(창 포함)를 기다릴 시간(120)',
    },
  },
  'window-handle': {
    type: 'string',
    value: 'NUMBER',
    help: {
      en: 'the native handle of the window that the window of the broker is to lie over',
      ko: '브로커 창의 부모가 될 창의 네이티브 핸들',
    },
  },
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
