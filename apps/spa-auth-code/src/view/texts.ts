import { type MessageLanguage, pageLanguage } from '@entra-flows/auth-core/page';

const english = {
  title: 'Tokens in a browser',
  lead: 'This page signs you in by itself, and calls web APIs with the tokens that it gets.',
  account: 'Account',
  signedOut: 'Nobody is signed in.',
  signedIn: 'Signed in',
  signIn: 'Sign in',
  another: 'Use another account',
  signOut: 'Sign out',
  way: 'When you are needed',
  redirect: 'this page goes to the sign-in page and comes back',
  popup: 'a window opens beside it',
  apis: 'Web APIs',
  profile: 'Who am I?',
  order: 'Place an order',
  stop: 'Stop waiting',
  answer: 'Answer',
  working: 'Working …',
  choose: 'Choose an account',
  token: (username: string, fromCache: boolean, expiry: string, scopes: string) =>
    `${username}: token from the ${fromCache ? 'cache' : 'authority'}${expiry}, for ${scopes}`,
  expires: (time: string, minutes: number) => `, expires ${time} (in ${minutes} min)`,
  signingIn: 'Signing in …',
  back: 'Back to the page',
  handedOn: 'The answer has been handed on. You can close this window.',
  strange:
    'The sign-in page answered, but not to a sign-in of this page. Go back to the page and sign in again.',
  nothing: 'There is nothing to do here: this page is where a sign-in comes back to.',
};

type Texts = typeof english;

const korean: Texts = {
  title: '브라우저의 토큰',
  lead: '이 페이지는 직접 로그인하고, 받은 토큰으로 웹 API를 호출합니다.',
  account: '계정',
  signedOut: '로그인하지 않았습니다.',
  signedIn: '로그인한 계정',
  signIn: '로그인',
  another: '다른 계정 사용',
  signOut: '로그아웃',
  way: '로그인이 필요할 때',
  redirect: '이 페이지가 로그인 페이지로 갔다가 돌아옵니다',
  popup: '옆에 창이 열립니다',
  apis: '웹 API',
  profile: '내 정보 보기',
  order: '주문하기',
  stop: '그만 기다리기',
  answer: '응답',
  working: '처리 중 …',
  choose: '계정을 선택하세요',
  token: (username, fromCache, expiry, scopes) =>
    `${username}: ${fromCache ? '캐시의' : '인증 기관이 준'} 토큰${expiry}, 범위 ${scopes}`,
  expires: (time, minutes) => `, ${time} 만료(${minutes}분 남음)`,
  signingIn: '로그인하는 중 …',
  back: '페이지로 돌아가기',
  handedOn: '응답을 전달했습니다. 이 창을 닫아도 됩니다.',
  strange:
    '로그인 페이지가 응답했지만 이 페이지의 로그인에 대한 것이 아닙니다. 페이지로 돌아가 다시 로그인하세요.',
  nothing: '여기서는 할 일이 없습니다. 로그인한 뒤에 돌아오는 페이지입니다.',
};

/** Node, where specs read this, has no address and may have no languages. */
const { location, navigator } = globalThis as Partial<typeof globalThis>;

/** What the address asks for, or the browser. */
export const language: MessageLanguage = pageLanguage(
  new URLSearchParams(location?.search).get('ui_locales') ?? '',
  navigator?.languages?.join(','),
);

/** The texts of the page. */
export const texts: Texts = { en: english, ko: korean }[language];

/** Puts the texts into the elements that name them. */
export function showTexts(): void {
  document.documentElement.lang = language;
  document.title = texts.title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = texts[element.dataset['text'] as keyof Texts];
    if (typeof text === 'string') element.textContent = text;
  }
}
