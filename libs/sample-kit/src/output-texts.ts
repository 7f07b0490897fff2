/** How a run ends, in the languages that diagnoses have too. */
export interface OutputTexts {
  signedIn(user: string, facts: string): string;
  fromCache: string;
  fromAuthority: string;
  minutesLeft(minutes: number): string;
  goodUntil(time: string, scopes: string): string;
  accessToken: string;
  graphSays: string;
  signedOut(users: string): string;
  notSignedIn: string;
  expires(time: string): string;
  expired(time: string): string;
  renewable: string;
  notRenewable: string;
  notCalled(scopes: string): string;
  tokenIsThere: string;
  stopped: string;
  labels: {
    why: string;
    next: string;
    another: string;
    details: string;
    said: string;
    code: string;
  };
}

const en: OutputTexts = {
  signedIn: (user, facts) => `Signed in as ${user} (${facts})`,
  fromCache: 'token from the cache',
  fromAuthority: 'token from the authority',
  minutesLeft: (minutes) => `${minutes} min left`,
  goodUntil: (time, scopes) => `good until ${time}, for ${scopes}`,
  accessToken: 'access token:',
  graphSays: 'Microsoft Graph says:',
  signedOut: (users) => `Signed out: ${users}`,
  notSignedIn: 'nobody is signed in',
  expires: (time) => `good until ${time}`,
  expired: (time) => `expired ${time}`,
  renewable: 'a refresh token is held: new access tokens without asking, until it is revoked',
  notRenewable: 'no refresh token is held: the next access token needs a sign-in',
  notCalled: (scopes) =>
    `No API was called: the token is for the API of ${scopes}, whose address is not known here. --api URL calls it; of Microsoft Graph ENTRA_GRAPH tells the address.`,
  tokenIsThere: 'The token was obtained, but the call of the API failed.',
  stopped: 'Stopped.',
  labels: {
    why: 'Why',
    next: 'Next',
    another: 'Or',
    details: 'Detail',
    said: 'Said',
    code: 'Code',
  },
};

const ko: OutputTexts = {
  signedIn: (user, facts) => `${user} 사용자로 로그인했습니다 (${facts})`,
  fromCache: '캐시의 토큰',
  fromAuthority: '인증 기관이 준 토큰',
  minutesLeft: (minutes) => `${minutes}분 남음`,
  goodUntil: (time, scopes) => `${time}까지 유효, 범위: ${scopes}`,
  accessToken: '액세스 토큰:',
  graphSays: 'Microsoft Graph의 응답:',
  signedOut: (users) => `로그아웃했습니다: ${users}`,
  notSignedIn: '로그인한 사용자가 없습니다',
  expires: (time) => `${time}까지 유효`,
  expired: (time) => `${time}에 만료됨`,
  renewable: '새로 고침 토큰이 있어, 취소되기 전까지는 묻지 않고 새 액세스 토큰을 받습니다',
  notRenewable: '새로 고침 토큰이 없어, 다음 액세스 토큰에는 사용자가 필요합니다',
  notCalled: (scopes) =>
    `API를 호출하지 않았습니다. 토큰은 ${scopes}의 API를 위한 것인데, 그 주소를 여기서는 알 수 없습니다. --api URL로 호출합니다. Microsoft Graph의 주소는 ENTRA_GRAPH로 지정합니다.`,
  tokenIsThere: '토큰은 받았지만 API 호출에 실패했습니다.',
  stopped: '중지했습니다.',
  labels: {
    why: '이유',
    next: '할 일',
    another: '또는',
    details: '자세히',
    said: '응답',
    code: '코드',
  },
};

export const outputTexts: Record<'en' | 'ko', OutputTexts> = { en, ko };
