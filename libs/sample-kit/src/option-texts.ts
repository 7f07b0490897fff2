import type { Said } from '@entra-flows/primitives/said';

/** Help of the options that every command-line sample has. */
export const optionTexts: Readonly<Record<string, Said>> = {
  scopes: {
    en: 'scopes to ask for, with commas or spaces between',
    ko: '요청할 범위. 쉼표나 공백으로 구분',
  },
  account: {
    en: 'the account to use, for instance adele@contoso.example',
    ko: '사용할 계정. 예: adele@contoso.example',
  },
  api: {
    en: 'the API of these scopes, called with the token (/me of Microsoft Graph)',
    ko: '이 범위의 API. 토큰으로 호출함(Microsoft Graph의 /me)',
  },
  timeout: { en: 'how long to wait for the user', ko: '사용자를 기다릴 시간(초)' },
  cache: {
    en: 'where tokens are kept between runs; folders are made',
    ko: '토큰을 보관할 파일. 폴더가 없으면 만듦',
  },
  'key-file': {
    en: 'key of the token cache, instead of the keyring; made on first use',
    ko: '키링을 대신하는 토큰 캐시의 키. 처음 쓸 때 만듦',
  },
  'plaintext-cache': {
    en: 'allow a cache that is not encrypted, where there is no keyring',
    ko: '키링이 없는 곳에서 암호화하지 않은 캐시를 허용',
  },
  'sign-out': {
    en: 'forget the account (--account), or all of them, and end',
    ko: '계정(--account) 또는 모든 계정을 로그아웃하고 끝냄',
  },
  'print-token': {
    en: 'print the access token too (accessToken in JSON): treat it like a password',
    ko: '액세스 토큰도 출력(JSON에서는 accessToken). 암호처럼 다루세요',
  },
  json: {
    en: 'print one JSON object on stdout and nothing else there; wrong usage prints none',
    ko: 'stdout에 JSON 개체 하나만 출력. 사용법이 틀리면 출력하지 않음',
  },
  verbose: {
    en: "MSAL's log and every HTTP exchange, without secrets, to stderr",
    ko: 'MSAL 로그와 모든 HTTP 통신을 비밀 값 없이 stderr에 출력',
  },
  explain: {
    en: 'tell at the end, step by step, what happened',
    ko: '무슨 일이 있었는지 끝에 단계별로 설명',
  },
  lang: {
    en: 'language of messages: en or ko (that of the system)',
    ko: '메시지의 언어: en 또는 ko(시스템 언어)',
  },
  'no-color': {
    en: 'no colours; NO_COLOR=1 does the same',
    ko: '색을 쓰지 않음. NO_COLOR=1과 같음',
  },
  help: { en: 'this text', ko: '이 도움말' },
};
