/** Its own options, beside those of the kit. */
export const ownOptions = {
  username: {
    type: 'string',
    value: 'NAME',
    help: {
      en: 'user name in Entra; default: the user of the ticket',
      ko: 'Entra의 사용자 이름. 없으면 티켓의 사용자',
    },
  },
  'no-browser': {
    type: 'boolean',
    help: {
      en: 'only print the link of the page that asks for a second factor',
      ko: '두 번째 인증을 묻는 페이지의 링크만 출력',
    },
  },
  browser: {
    type: 'string',
    value: 'PROGRAM',
    help: { en: 'open that link with this program', ko: '이 프로그램으로 그 링크를 엶' },
  },
} as const;
