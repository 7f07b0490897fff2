import type { StepKind, StepText } from './step-texts.ts';

/** What an answer is, and what it is good for. */
export type Answered = Pick<StepText, 'title' | 'what' | 'why'>;

type Answers = Readonly<Partial<Record<StepKind, Answered>>>;

const en = {
  refresh: {
    title: 'The authority hands out new tokens',
    what: 'A new access token, and a new refresh token that takes the place of the old one.',
    why: 'The app keeps both. The user was asked nothing.',
  },
  'device-code': {
    title: 'The authority hands out two codes',
    what: 'A long code for the app, a short one for the user, the link where it is typed, how long both are good, and how often to poll.',
    why: 'The long code stays in the app. The short one is shown: a sign-in with it is a sign-in to this app, in any browser.',
  },
  poll: {
    title: 'The poll brings the tokens',
    what: 'The user has finished: access token, ID token and refresh token come back in the answer.',
    why: 'They go to the app that has the long code, wherever the browser was.',
  },
  'redeem-code': {
    title: 'The authority hands out the tokens',
    what: 'Access token, ID token and refresh token, for a code that is used up now.',
    why: 'They come straight to the app; the browser has seen the code alone.',
  },
  'username-password': {
    title: 'The authority hands out the tokens',
    what: 'Access token, ID token and refresh token, for a password that was right.',
    why: 'No page was shown, so nothing but the password could be asked for.',
  },
  adfs: {
    title: 'AD FS vouches for the user',
    what: 'A signed SAML assertion: who the user is, and until when this may be used.',
    why: 'It is good for the authority alone; the API needs a token of Entra.',
  },
  assertion: {
    title: 'The authority hands out the tokens',
    what: 'Access token, ID token and refresh token, for the assertion of AD FS.',
    why: 'From now on the refresh token renews them, without AD FS.',
  },
} satisfies Answers;

const ko = {
  refresh: {
    title: '인증 기관이 새 토큰을 줍니다',
    what: '새 액세스 토큰과, 이전 것을 대신하는 새 새로 고침 토큰입니다.',
    why: '앱이 둘 다 보관합니다. 사용자에게는 아무것도 묻지 않았습니다.',
  },
  'device-code': {
    title: '인증 기관이 코드 두 개를 줍니다',
    what: '앱이 쓸 긴 코드, 사용자가 입력할 짧은 코드, 입력할 링크, 유효 시간, 폴링 간격입니다.',
    why: '긴 코드는 앱 안에만 있습니다. 짧은 코드는 화면에 표시되며, 어느 브라우저에서든 그것으로 로그인하면 이 앱에 로그인하는 것입니다.',
  },
  poll: {
    title: '폴링이 토큰을 가져옵니다',
    what: '사용자가 마쳤으므로 액세스 토큰, ID 토큰, 새로 고침 토큰이 답으로 옵니다.',
    why: '브라우저가 어디에 있었든 긴 코드를 가진 앱이 받습니다.',
  },
  'redeem-code': {
    title: '인증 기관이 토큰을 줍니다',
    what: '이제 다 쓴 코드의 대가로 액세스 토큰, ID 토큰, 새로 고침 토큰이 옵니다.',
    why: '토큰은 앱으로 곧장 옵니다. 브라우저는 코드만 보았습니다.',
  },
  'username-password': {
    title: '인증 기관이 토큰을 줍니다',
    what: '암호가 맞아 액세스 토큰, ID 토큰, 새로 고침 토큰이 옵니다.',
    why: '페이지가 없었으므로 암호 말고는 아무것도 물을 수 없었습니다.',
  },
  adfs: {
    title: 'AD FS가 사용자를 보증합니다',
    what: '서명된 SAML 어설션입니다. 사용자가 누구이고 언제까지 쓸 수 있는지가 들어 있습니다.',
    why: '인증 기관에만 쓸 수 있습니다. API에는 Entra의 토큰이 필요합니다.',
  },
  assertion: {
    title: '인증 기관이 토큰을 줍니다',
    what: 'AD FS의 어설션으로 액세스 토큰, ID 토큰, 새로 고침 토큰이 옵니다.',
    why: '이제부터는 AD FS 없이 새로 고침 토큰으로 갱신합니다.',
  },
} satisfies typeof en;

/** Of answers that are rows of their own, in each language. */
export const answerTexts: Readonly<Record<'en' | 'ko', Answers>> = { en, ko };
