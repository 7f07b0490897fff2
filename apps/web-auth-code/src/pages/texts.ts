import { type MessageLanguage, pageLanguage } from '@entra-flows/sample-kit/page';
import type { Request } from 'express';

const english = {
  language: 'en' as MessageLanguage,
  signedIn: 'You are signed in',
  notSignedIn: 'You are not signed in',
  invitation: 'Sign in with your work account to see your profile.',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  signOut: 'Sign out',
  startPage: 'Start page',
  showProfile: 'Show my profile',
  profile: 'Your profile',
  tokenFrom: (username: string, fromCache: boolean) =>
    `${username}: token from the ${fromCache ? 'cache' : 'authority'}`,
  graphAnswered: 'Graph /me answered:',
  code: 'Code',
  notAhead: { heading: 'Not loaded ahead', text: 'Open this page to see it.' },
  failed: 'The sign-in did not work',
  apiDown: 'The API did not answer',
  storeRefuses: 'The app cannot use its store',
  storeDown: 'The app cannot reach its store',
  problems: {
    bad_request: { heading: 'That request makes no sense', text: 'Go back to the start page.' },
    store_unreachable: {
      heading: 'The app cannot reach its store',
      text: 'The store of the sessions does not answer. Nobody was signed out by that: once it answers, go on where you were. Try again in a moment.',
    },
    state_unknown: {
      heading: 'This answer was not expected',
      text: 'The browser came back with the answer to a sign-in that did not begin in it, or that is over: it took more than 30 minutes, the page was loaded again, a link to it was followed, cookies are blocked, or the app has lost it (it was started again, or its store was emptied). Nothing was done with it. If you did not want to sign in, close the page; otherwise begin again.',
    },
    host_unknown: {
      heading: 'This app has another address',
      text: 'The request was meant for a host that is not this app. Open the address that it printed when it was started. Behind a proxy, set PUBLIC_URL to the address that browsers use, and let the proxy pass on the Host header or put its own target there.',
    },
    page_unknown: {
      heading: 'There is no such page',
      text: 'The address is mistyped, or the page is no longer there. Go on from the start page.',
    },
    form_refused: {
      heading: 'You were not signed out',
      text: 'The request did not come from a page of your session. Open the start page and sign out there.',
    },
    no_token_after_sign_in: {
      heading: 'You signed in, but there is no token',
      text: 'The sign-in worked, and right after it no token was there that can be used. Sign in again; if it stays so, tell the people who run this app that tokens get lost between two requests.',
    },
  },
};

export type Texts = typeof english;
export type ProblemCode = keyof Texts['problems'];

const korean: Texts = {
  language: 'ko',
  signedIn: '로그인했습니다',
  notSignedIn: '로그인하지 않았습니다',
  invitation: '프로필을 보려면 회사 계정으로 로그인하세요.',
  signIn: '로그인',
  signInAgain: '다시 로그인',
  signOut: '로그아웃',
  startPage: '시작 페이지',
  showProfile: '내 프로필 보기',
  profile: '내 프로필',
  tokenFrom: (username, fromCache) =>
    `${username}: ${fromCache ? '캐시의' : '인증 기관이 준'} 토큰`,
  graphAnswered: 'Graph /me의 응답:',
  code: '코드',
  notAhead: { heading: '미리 불러오지 않았습니다', text: '이 페이지를 보려면 직접 여세요.' },
  failed: '로그인하지 못했습니다',
  apiDown: 'API가 응답하지 않았습니다',
  storeRefuses: '앱이 저장소를 쓸 수 없습니다',
  storeDown: '앱이 저장소에 연결할 수 없습니다',
  problems: {
    bad_request: { heading: '이해할 수 없는 요청입니다', text: '시작 페이지로 돌아가세요.' },
    store_unreachable: {
      heading: '앱이 저장소에 연결할 수 없습니다',
      text: '세션 저장소가 응답하지 않습니다. 이 때문에 로그아웃되지는 않으며, 저장소가 응답하면 이어서 할 수 있습니다. 잠시 뒤에 다시 시도하세요.',
    },
    state_unknown: {
      heading: '예상하지 않은 응답입니다',
      text: '이 브라우저에서 시작하지 않았거나 이미 끝난 로그인의 응답이 왔습니다. 30분이 넘었거나, 페이지를 다시 불러왔거나, 링크를 따라왔거나, 쿠키가 차단되었거나, 앱이 로그인을 잊었을 수 있습니다(앱이 다시 시작되었거나 저장소가 비워짐). 이 응답은 쓰지 않았습니다. 로그인하려던 것이 아니라면 페이지를 닫고, 아니면 다시 시작하세요.',
    },
    host_unknown: {
      heading: '이 앱의 주소가 아닙니다',
      text: '이 앱이 아닌 호스트로 보낸 요청입니다. 앱이 시작할 때 표시한 주소를 여세요. 프록시 뒤에 있다면 PUBLIC_URL을 브라우저가 쓰는 주소로 설정하고, 프록시가 Host 헤더를 그대로 전하거나 자신의 대상을 넣게 하세요.',
    },
    page_unknown: {
      heading: '없는 페이지입니다',
      text: '주소를 잘못 입력했거나 페이지가 없어졌습니다. 시작 페이지에서 계속하세요.',
    },
    form_refused: {
      heading: '로그아웃하지 않았습니다',
      text: '이 세션의 페이지에서 보낸 요청이 아닙니다. 시작 페이지를 열어 로그아웃하세요.',
    },
    no_token_after_sign_in: {
      heading: '로그인했지만 토큰이 없습니다',
      text: '로그인은 되었지만 바로 뒤에 쓸 수 있는 토큰이 없었습니다. 다시 로그인하세요. 계속되면 두 요청 사이에 토큰이 없어진다고 앱 운영자에게 알려 주세요.',
    },
  },
};

export const texts: Record<MessageLanguage, Texts> = { en: english, ko: korean };

/** The texts in the language that the address or the browser asks for. */
export function textsFor(request: Request): Texts {
  const asked = request.query['ui_locales'];
  const wished = typeof asked === 'string' ? asked : '';
  return texts[pageLanguage(wished, request.get('accept-language'))];
}
