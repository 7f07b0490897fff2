/** Its own options, beside those of the kit. */
export const ownOptions = {
  'password-fd': {
    type: 'number',
    value: 'NUMBER',
    range: [0, 1023],
    help: {
      en: 'read the password from this file descriptor; a hidden prompt when missing',
      ko: '이 파일 설명자에서 암호를 읽음. 없으면 숨김 입력',
    },
  },
} as const;
