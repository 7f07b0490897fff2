/** The steps of a run, as `--explain` tells them. */
const en = {
  title: 'What happened',
  more: 'More',
  /** Where there is no step. */
  noToken: 'no token was asked for',
  lookup: {
    found: (user: string) => `looked in the token cache: found ${user}`,
    none: () => 'looked in the token cache: found nobody',
    failed: () => 'looked in the token cache: it has no such account, or cannot be read',
  },
  silent: {
    cache: 'asked MSAL for a token silently: one in the cache is still good',
    refreshed: () => 'asked the authority for a new token with the refresh token, and not the user',
    failed: (code: string) =>
      `asked for a token silently: refused (${code}), so the user is needed`,
  },
  /** Behind `silent.cache`. */
  nobodyAsked: ', no request went to the authority',
  claims: 'asked the user again, since the API or the authority demands more (claims)',
  discovery: 'asked the authority where its endpoints are',
  code: (minutes: number, interval: number) =>
    `asked the authority for a code: good for ${minutes} min, polled every ${interval} s`,
  polled: (count: number, isDone: boolean, code: string | undefined) =>
    `polled ${count === 1 ? 'once' : `${count} times`}: ${isDone ? 'then the user had signed in, and the token came' : `no token (${code ?? 'not yet'})`}`,
  authorize: (host: string) => `opened the sign-in page of ${host} in the browser`,
  redirect: {
    code: () => 'the browser came back to this program with a code',
    refused: (code: string) => `the browser came back without a code: ${code}`,
  },
  /** By the end of the grant's name. */
  grants: {
    authorization_code: 'redeemed the code, with a proof that only this program has (PKCE)',
    password: 'sent the password to the authority',
    'saml1_1-bearer': "redeemed the assertion of the organization's own server (AD FS)",
    'saml2-bearer': "redeemed the assertion of the organization's own server (AD FS)",
  } as Record<string, string>,
  noAnswer: 'no answer',
  api: (url: string, status: number | undefined, ms: number, isChallenged: boolean) =>
    `called ${url} with the token: ${status ?? 'no answer'} in ${ms} ms${isChallenged ? ', which demands another token' : ''}`,
  signedOut: (users: string) =>
    `took ${users} and all tokens of this sign-in out of the cache of this machine`,
  sessionStays:
    'no request went to the authority: a session in the browser stays, and tokens that are out are good until they expire',
  failed: (code: string) => `ended with ${code}`,
};

export type ExplainTexts = typeof en;

const ko: ExplainTexts = {
  title: '무슨 일이 있었나',
  more: '더 보기',
  noToken: '토큰을 요청하지 않음',
  lookup: {
    found: (user) => `토큰 캐시에서 계정을 찾음: ${user}`,
    none: () => '토큰 캐시에서 계정을 찾지 못함: 로그인한 사용자가 없음',
    failed: () => '토큰 캐시에서 계정을 찾지 못함: 그런 계정이 없거나 캐시를 읽을 수 없음',
  },
  silent: {
    cache: 'MSAL에 자동으로 토큰을 요청함: 캐시의 토큰이 아직 유효함',
    refreshed: () => '사용자에게 묻지 않고 새로 고침 토큰으로 인증 기관에 새 토큰을 요청함',
    failed: (code) => `자동으로 토큰을 요청함: 거부됨(${code}). 그래서 사용자가 로그인해야 함`,
  },
  nobodyAsked: '. 인증 기관에는 아무것도 요청하지 않음',
  claims: 'API나 인증 기관이 더 많은 것(클레임)을 요구해 사용자에게 다시 요청함',
  discovery: '인증 기관에 엔드포인트의 주소를 물어봄',
  code: (minutes, interval) =>
    `인증 기관에 코드를 요청함: ${minutes}분 동안 유효, ${interval}초마다 폴링`,
  polled: (count, isDone, code) =>
    `${count}번 폴링함: ${isDone ? '사용자가 로그인해 토큰을 받음' : `토큰 없음(${code ?? '아직'})`}`,
  authorize: (host) => `브라우저에서 ${host}의 로그인 페이지를 엶`,
  redirect: {
    code: () => '브라우저가 코드를 가지고 이 프로그램으로 돌아옴',
    refused: (code) => `브라우저가 코드 없이 돌아옴: ${code}`,
  },
  grants: {
    authorization_code: '이 프로그램만 가진 증명(PKCE)과 함께 코드를 토큰으로 바꿈',
    password: '암호를 인증 기관에 보냄',
    'saml1_1-bearer': '조직의 서버(AD FS)가 준 어설션을 토큰으로 바꿈',
    'saml2-bearer': '조직의 서버(AD FS)가 준 어설션을 토큰으로 바꿈',
  },
  noAnswer: '응답 없음',
  api: (url, status, ms, isChallenged) =>
    `토큰으로 ${url} 호출: ${status ?? '응답 없음'} (${ms} ms)${isChallenged ? '. 다른 토큰을 요구함' : ''}`,
  signedOut: (users) => `이 컴퓨터의 캐시에서 계정과 그 토큰을 모두 지움: ${users}`,
  sessionStays:
    '인증 기관에는 아무것도 요청하지 않음: 브라우저의 세션은 남고, 이미 받은 토큰은 만료될 때까지 유효함',
  failed: (code) => `실패함: ${code}`,
};

export const explainTexts: Record<'en' | 'ko', ExplainTexts> = { en, ko };
