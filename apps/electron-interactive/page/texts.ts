const english = {
  title: 'Tokens in a desktop app',
  lead: 'You sign in in your own browser. Tokens stay out of this window.',
  account: 'Account',
  signedOut: 'Nobody is signed in.',
  signedIn: 'Signed in',
  which: 'Several users are signed in. Choose one to call the APIs for, or to sign out.',
  signIn: 'Sign in',
  another: 'Use another account',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out, in the browser too',
  apis: 'Web APIs',
  profile: 'Who am I?',
  order: 'Place an order',
  cancel: 'Stop waiting',
  working: 'Working … Your browser may be waiting for you.',
  answer: 'Answer',
  token: 'Token',
  noToken: 'None was used yet.',
  choose: 'Choose an account',
  tokenFrom: (fromCache: boolean, minutes: number, scopes: string) =>
    `From the ${fromCache ? 'cache' : 'authority'}, expires in ${minutes} min, for ${scopes}.`,
};

type Texts = typeof english;

const korean: Texts = {
  title: '데스크톱 앱의 토큰',
  lead: '쓰던 브라우저에서 로그인합니다. 토큰은 이 창에 들어오지 않습니다.',
  account: '계정',
  signedOut: '로그인하지 않았습니다.',
  signedIn: '로그인한 계정',
  which: '여러 사용자가 로그인했습니다. API를 호출하거나 로그아웃할 계정을 선택하세요.',
  signIn: '로그인',
  another: '다른 계정 사용',
  signOut: '로그아웃',
  signOutEverywhere: '브라우저에서도 로그아웃',
  apis: '웹 API',
  profile: '내 정보 보기',
  order: '주문하기',
  cancel: '그만 기다리기',
  working: '처리 중 … 브라우저에서 할 일이 있을 수 있습니다.',
  answer: '응답',
  token: '토큰',
  noToken: '아직 쓴 토큰이 없습니다.',
  choose: '계정을 선택하세요',
  tokenFrom: (fromCache, minutes, scopes) =>
    `${fromCache ? '캐시' : '인증 기관'}에서 받음, ${minutes}분 뒤 만료, 범위 ${scopes}.`,
};

/** The main process says which, in the address: it has the system's settings. */
const isKorean = new URLSearchParams(location.search).get('ui_locales') === 'ko';

/** The texts of the page. */
export const texts: Texts = isKorean ? korean : english;

/** Puts the texts into the elements that name them. */
export function showTexts(): void {
  document.documentElement.lang = isKorean ? 'ko' : 'en';
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = texts[element.dataset['text'] as keyof Texts];
    if (typeof text === 'string') element.textContent = text;
  }
}
