import type { Language } from './explain.ts';

/** Titles of the emulator's pages, as it has them in each language; `…` is a name. */
export const pageTitles: readonly (readonly [en: string, ko: string])[] = [
  ['Enter the code', '코드 입력'],
  ['Pick an account', '계정 선택'],
  ['Sign in', '로그인'],
  ['Enter the password', '암호 입력'],
  ['Sign in at …', '… 로그인'],
  ['Choose a new password', '새 암호 설정'],
  ['Approve the sign-in on your phone', '휴대폰에서 로그인을 승인하세요'],
  ['Enter the one-time code', '일회용 코드 입력'],
  ['Stay signed in?', '로그인 상태를 유지할까요?'],
  ['Permissions requested', '요청된 권한'],
  ['Permissions requested for your organization', '조직을 위해 요청된 권한'],
  ['Approval of an administrator needed', '관리자 승인이 필요합니다'],
  ['You are signed out', '로그아웃되었습니다'],
  ['Are you trying to sign in to …?', '… 앱에 로그인하려고 하나요?'],
  ['Going back to the app', '앱으로 돌아가는 중'],
  ['You are signed in', '로그인되었습니다'],
  ['You cancelled', '취소했습니다'],
  ['The code has expired', '코드가 만료되었습니다'],
  ['The code was already used', '이미 사용된 코드입니다'],
  ['No app waits for this code any more', '이 코드를 기다리는 앱이 더 이상 없습니다'],
  ['This account is disabled', '사용 중지된 계정입니다'],
  ['This account is locked', '잠긴 계정입니다'],
  ['This account cannot be used here', '여기서는 쓸 수 없는 계정입니다'],
  ['Your organization could not sign you in', '조직에서 로그인하지 못했습니다'],
  ['A policy does not allow this sign-in', '정책에서 이 로그인을 허용하지 않습니다'],
  ['The request was denied', '요청이 거부되었습니다'],
  ['This app cannot sign users in', '이 앱으로는 로그인할 수 없습니다'],
  ['This sign-in is over', '이 로그인은 끝났습니다'],
  ['This form cannot be taken', '이 양식은 받을 수 없습니다'],
];

/** A run has them in the language that it spoke. One that is not known stays as it is. */
export function titleIn(title: string, language: Language): string {
  for (const [en, ko] of pageTitles) {
    const [from, to] = language === 'en' ? [ko, en] : [en, ko];
    const [before = '', after] = from.split('…');
    if (title === from) return to;
    if (after === undefined || !title.startsWith(before) || !title.endsWith(after)) continue;
    return to.replace('…', () => title.slice(before.length, title.length - after.length));
  }
  return title;
}
