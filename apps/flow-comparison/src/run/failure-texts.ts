import type { Specification } from './step-texts.ts';

/** What a code of a failure means, in one sentence each; the diagnosis of the library says what to do. */
const failuresEn = {
  authorization_pending:
    'The user has not finished yet. This is no failure: the app waits and asks again.',
  slow_down: 'The app asked too early. It waits 5 s longer between polls from now on.',
  expired_token: 'The code ran out before the user had finished.',
  authorization_declined: 'The user chose to cancel.',
  AADSTS53003:
    'A policy of the tenant forbids this. A device code is issued all the same: a page, a poll or a renewal says so.',
  AADSTS53000:
    'A policy requires a device that the organization manages, and this one is not known as such.',
  AADSTS50076: 'A policy requires a second factor, and this request cannot ask for one.',
  AADSTS50173:
    'The grant was revoked: the password changed, or an administrator ended the sessions.',
  AADSTS700082: 'The refresh token was not used for 90 days.',
  AADSTS65001: 'The user has not agreed to these permissions.',
  AADSTS90094: 'Only an administrator can agree to these permissions.',
  AADSTS50126: 'Name or password is wrong.',
  AADSTS50011:
    'The redirect URI is not in the app registration. The page says so; the app hears nothing.',
  AADSTS7000218:
    'The registration does not allow public client flows, so the authority expects a secret.',
  AADSTS50059: 'The request does not say which tenant is meant.',
  interaction_required: 'The authority gives no token unless the user takes part.',
  consent_required: 'Somebody has to agree to these permissions first.',
  invalid_grant: 'What the app sent is expired, revoked or already used.',
  temporarily_unavailable: 'The authority cannot answer now. Such a fault passes.',
  no_answer: 'No answer came to the browser.',
  ECONNRESET: 'The connection was cut before an answer came.',
  access_denied: 'The user chose to cancel.',
  AADSTS700171: 'The user chose to cancel.',
  AADSTS70020: 'The code ran out before the user had finished.',
  AADSTS50079: 'A policy requires a second factor that this user has not set up yet.',
  user_timeout_reached:
    'The sign-in did not end within the time that the app waits: the user was not done, or a page of the authority ended it.',
  ERR_DEADLINE: 'No answer came within the time that the app allows for a request.',
  invalid_response:
    'What answered is not the authority: it sent no answer of OAuth, but perhaps a page.',
  http_502: 'The service is down. Such a fault passes.',
  http_401:
    'The API does not accept this token. Its answer may name claims that a new one must meet.',
  http_429: 'Too many requests. Retry-After says how long to wait.',
};

const failuresKo: typeof failuresEn = {
  authorization_pending:
    '사용자가 아직 마치지 않았습니다. 실패가 아니며, 앱이 기다렸다가 다시 묻습니다.',
  slow_down: '앱이 너무 일찍 물었습니다. 이제부터 폴링 간격이 5초 길어집니다.',
  expired_token: '사용자가 마치기 전에 코드가 만료되었습니다.',
  authorization_declined: '사용자가 취소했습니다.',
  AADSTS53003:
    '테넌트의 정책이 금지합니다. 그래도 디바이스 코드는 발급되며, 거부는 페이지, 폴링 또는 갱신에서야 알립니다.',
  AADSTS53000:
    '정책이 조직에서 관리하는 디바이스를 요구하지만, 이 디바이스는 그렇게 등록되어 있지 않습니다.',
  AADSTS50076: '정책이 2단계 인증을 요구하지만, 이 요청으로는 물을 수 없습니다.',
  AADSTS50173: '암호가 바뀌었거나 관리자가 세션을 끝내, 권한 부여가 취소되었습니다.',
  AADSTS700082: '새로 고침 토큰을 90일 동안 쓰지 않았습니다.',
  AADSTS65001: '사용자가 이 권한에 동의하지 않았습니다.',
  AADSTS90094: '이 권한에는 관리자만 동의할 수 있습니다.',
  AADSTS50126: '이름이나 암호가 틀렸습니다.',
  AADSTS50011:
    '리디렉션 URI가 앱 등록에 없습니다. 페이지에만 나타나고, 앱은 아무 답도 받지 못합니다.',
  AADSTS7000218: '앱 등록이 공용 클라이언트 흐름을 허용하지 않아, 인증 기관이 암호를 기대합니다.',
  AADSTS50059: '요청에 어느 테넌트인지가 없습니다.',
  interaction_required: '사용자가 참여하지 않으면 인증 기관이 토큰을 주지 않습니다.',
  consent_required: '먼저 이 권한에 동의해야 합니다.',
  invalid_grant: '앱이 보낸 것이 만료되었거나 취소되었거나 이미 쓰였습니다.',
  temporarily_unavailable: '인증 기관이 지금 답할 수 없습니다. 일시적인 오류입니다.',
  no_answer: '브라우저에 답이 오지 않았습니다.',
  ECONNRESET: '답이 오기 전에 연결이 끊겼습니다.',
  access_denied: '사용자가 취소했습니다.',
  AADSTS700171: '사용자가 취소했습니다.',
  AADSTS70020: '사용자가 마치기 전에 코드가 만료되었습니다.',
  AADSTS50079: '정책이 2단계 인증을 요구하지만, 이 사용자는 아직 등록하지 않았습니다.',
  user_timeout_reached:
    '앱이 기다리는 시간 안에 로그인이 끝나지 않았습니다. 사용자가 마치지 않았거나, 인증 기관의 페이지에서 끝났습니다.',
  ERR_DEADLINE: '앱이 요청에 허용한 시간 안에 답이 오지 않았습니다.',
  invalid_response:
    '답한 것은 인증 기관이 아닙니다. OAuth의 답이 아니라 웹 페이지 같은 것을 보냈습니다.',
  http_502: '서비스가 중단되었습니다. 일시적인 오류입니다.',
  http_401: 'API가 이 토큰을 받지 않습니다. 답에 새 토큰이 만족할 클레임이 있을 수 있습니다.',
  http_429: '요청이 너무 많습니다. Retry-After가 얼마나 기다릴지 알려 줍니다.',
};

export const failureTexts: {
  en: Readonly<Record<string, string>>;
  ko: Readonly<Record<string, string>>;
} = { en: failuresEn, ko: failuresKo };

/** Where a code is explained. */
export function specificationOfFailure(code: string): Specification | undefined {
  const number = /^AADSTS(\d+)$/.exec(code)?.[1];
  if (number) return { name: code, url: `https://login.microsoftonline.com/error?code=${number}` };
  return /^(authorization_pending|slow_down|expired_token|authorization_declined)$/.test(code)
    ? { name: 'RFC 8628, 3.5', url: 'https://www.rfc-editor.org/rfc/rfc8628#section-3.5' }
    : undefined;
}
