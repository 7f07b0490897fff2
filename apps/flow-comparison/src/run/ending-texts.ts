/** How a run got its token, after what it did; and what a poll is that is no longer told to wait. */
const en = {
  lastPoll: {
    title: 'The app asks once more',
    what: 'The same POST as before, after the interval. This time the authority does not say to wait: its answer decides.',
  },
  secondFactor:
    'The user gave a second factor on the page. The claim amr of the token has “mfa”, so that an API can see it.',
  cached: 'The token came from the cache: no question, and no request but that of the API.',
  renewed: 'The refresh token brought a new token: one request, and no question.',
  /** `label`: what stands on the arrow without them. */
  withClaims: (label: string) => `${label}, with the API’s claims`,
  pagesSeen: (count: number) =>
    count === 1 ? 'The user saw 1 page.' : `The user saw ${count} pages.`,
  /** `seconds` of each pause. */
  waited: (seconds: readonly number[]) =>
    `The app was asked to slow down, and waited ${seconds.join(' s, then ')} s before it asked again.`,
  challenged:
    'The API refused the first token with claims. The app sent them with the refresh token, got another token, and called the API again.',
  onceMore: 'In a second run the cache answers, and the user is asked nothing.',
  /** What the app heard, and what the page alone said. */
  onPage: (title: string, code: string) => `${title} (page: ${code})`,
  triesAgain: 'The app waits, and then sends the same request again.',
  givesUp: 'The app does not send this request again.',
  stopped: {
    title: 'It was stopped',
    what: 'The run was ended before it came to a result of its own. What failed until then stands in the rows above.',
  },
};

export type EndingTexts = typeof en;

const ko: EndingTexts = {
  lastPoll: {
    title: '앱이 한 번 더 묻습니다',
    what: '간격만큼 기다린 뒤 보내는 같은 POST입니다. 이번에는 기다리라는 답이 아니라 결과가 옵니다.',
  },
  secondFactor:
    '사용자가 페이지에서 2단계 인증을 했습니다. 토큰의 amr 클레임에 “mfa”가 있어 API가 알 수 있습니다.',
  cached: '토큰이 캐시에서 나왔습니다. 질문이 없고, 요청은 API에 보낸 것뿐입니다.',
  renewed: '새로 고침 토큰으로 새 토큰을 받았습니다. 요청 한 번이고 질문은 없습니다.',
  withClaims: (label) => `${label}, API의 클레임 포함`,
  pagesSeen: (count) => `사용자가 본 페이지는 ${count}개입니다.`,
  waited: (seconds) =>
    `속도를 늦추라는 답을 받아, 앱이 ${seconds.join('초, 그다음 ')}초를 기다린 뒤 다시 요청했습니다.`,
  challenged:
    'API가 첫 토큰을 클레임과 함께 거절했습니다. 앱은 그 클레임을 새로 고침 토큰과 함께 보내 다른 토큰을 받고 API를 다시 호출했습니다.',
  onceMore: '두 번째 실행에서는 캐시가 답하고 사용자에게 아무것도 묻지 않습니다.',
  onPage: (title, code) => `${title} (페이지: ${code})`,
  triesAgain: '앱이 기다렸다가 같은 요청을 다시 보냅니다.',
  givesUp: '앱이 이 요청을 다시 보내지 않습니다.',
  stopped: {
    title: '중지했습니다',
    what: '앱이 스스로 결과에 이르기 전에 실행을 끝냈습니다. 그때까지의 실패는 위의 행에 있습니다.',
  },
};

/** The texts of each language. */
export const endingTexts: Record<'en' | 'ko', EndingTexts> = { en, ko };
