/** How a run ends, in the languages that diagnoses have too. */
const en = {
  signedIn: (user: string, facts: string) => `Signed in as ${user} (${facts})`,
  fromCache: 'token from the cache',
  fromAuthority: 'token from the authority',
  minutesLeft: (minutes: number) => `${minutes} min left`,
  goodUntil: (time: string, scopes: string) => `good until ${time}, for ${scopes}`,
  accessToken: 'access token:',
  graphSays: 'Microsoft Graph says:',
  signedOut: (users: string) => `Signed out: ${users}`,
  notSignedIn: 'nobody is signed in',
  expires: (time: string) => `good until ${time}`,
  expired: (time: string) => `expired ${time}`,
  renewable: 'a refresh token is held: new access tokens without asking, until it is revoked',
  notRenewable: 'no refresh token is held: the next access token needs a sign-in',
  notCalled: (scopes: string) =>
    `No API was called: the token is for the API of ${scopes}, whose address is not known here. --api URL calls it; of Microsoft Graph ENTRA_GRAPH tells the address.`,
  /** Where the local emulator does not answer: in the place of what is said of another authority. */
  emulatorIsDown: {
    why: 'The local emulator does not run at that address.',
    next: 'In the clone of entra-flows, run this command and leave it open. Then try again.',
  },
  tokenIsThere: 'The token was obtained, but the call of the API failed.',
  /** In the place of a flow that cannot work here. */
  elsewhere: {
    page: (reason: string, isCommandKnown: boolean) =>
      `sign in on a machine with a browser or a broker. None can be used here (${reason}).${isCommandKnown ? ' On such a machine, run' : ''}`,
    broker: (reason: string, isCommandKnown: boolean) =>
      `sign in on a machine with a broker. None can be used here (${reason}).${isCommandKnown ? ' On such a machine, run' : ''}`,
  },
  /** Of an account that `--sign-out --account` names. */
  notSignedOut: {
    what: 'Nothing was signed out.',
    why: 'The account that --account names is not signed in here.',
    next: 'Check how it is spelt, or leave --account out to sign out of all accounts.',
  },
  stopped: 'Stopped.',
  /** What to try next. */
  nextSteps: {
    next: 'Next',
    again: 'again: nobody is asked, the token is kept',
    explain: 'what happened, step by step',
    signOut: 'forgets the sign-in',
    signIn: 'signs in again',
    siblings: {
      'cli-interactive': 'the same in the browser, without a code',
      'cli-device-code': 'the same with a code, on any device',
    },
  },
  /** An API that does not take the token. */
  api: {
    answered: (status: number, said: string) => `The API answered HTTP ${status}${said}.`,
    obtained: 'The token was obtained;',
    remedies: {
      401: 'the API does not take it. Sign out and in again.',
      403: 'check that its scopes allow this call.',
      404: 'check the address of the API.',
      511: 'log in to the network: open any page in a browser. Then try again.',
    } as Record<number, string>,
    /** Of `/me` of Microsoft Graph. */
    noProfile:
      'this call reads the profile of the user, which takes the scope User.Read. Ask for it too where it is missing, or call an API that the token is for.',
    otherApi: 'the API does not take it: check that the scopes are those of this API.',
    tooLarge:
      'it is too large for this API, which takes less in a header. Have its limit raised, or fewer group ' +
      'and role claims put into the token.',
    wait: (seconds: number) => `wait at least ${seconds} seconds, then try again.`,
    later: 'try again later.',
  },
  labels: {
    why: 'Why',
    next: 'Next',
    another: 'Or',
    details: 'Detail',
    said: 'Said',
    // Not the one that the user types.
    code: 'Error',
    more: 'More',
  },
};

export type OutputTexts = typeof en;

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
  notRenewable: '새로 고침 토큰이 없어, 다음 액세스 토큰을 받으려면 다시 로그인해야 합니다',
  notCalled: (scopes) =>
    `API를 호출하지 않았습니다. 토큰은 ${scopes}의 API를 위한 것인데, 그 주소를 여기서는 알 수 없습니다. 호출하려면 --api URL로 주소를 지정하세요. Microsoft Graph의 주소는 ENTRA_GRAPH로 지정합니다.`,
  emulatorIsDown: {
    why: '그 주소에서 ID 에뮬레이터가 실행되고 있지 않습니다.',
    next: 'entra-flows 클론에서 다음 명령을 실행하고 열어 둔 채로 다시 시도하세요.',
  },
  tokenIsThere: '토큰은 받았지만 API 호출에 실패했습니다.',
  elsewhere: {
    page: (reason, isCommandKnown) =>
      `브라우저나 브로커가 있는 컴퓨터에서 로그인하세요. 여기서는 쓸 수 없습니다. 이유: ${reason}.${isCommandKnown ? ' 그 컴퓨터에서 실행할 명령:' : ''}`,
    broker: (reason, isCommandKnown) =>
      `브로커가 있는 컴퓨터에서 로그인하세요. 여기서는 쓸 수 없습니다. 이유: ${reason}.${isCommandKnown ? ' 그 컴퓨터에서 실행할 명령:' : ''}`,
  },
  notSignedOut: {
    what: '로그아웃한 계정이 없습니다.',
    why: '--account에 지정한 계정은 여기에 로그인되어 있지 않습니다.',
    next: '철자를 확인하세요. --account를 빼면 모든 계정을 로그아웃합니다.',
  },
  stopped: '중지했습니다.',
  nextSteps: {
    next: '다음',
    again: '다시 실행합니다. 토큰이 보관되어 있어 묻지 않습니다',
    explain: '무슨 일이 있었는지 단계별로 설명합니다',
    signOut: '로그아웃합니다',
    signIn: '다시 로그인합니다',
    siblings: {
      'cli-interactive': '코드 없이 브라우저에서 로그인합니다',
      'cli-device-code': '다른 디바이스에서 코드를 입력해 로그인합니다',
    },
  },
  api: {
    answered: (status: number, said: string) => `API의 응답: HTTP ${status}${said}.`,
    obtained: '토큰은 받았습니다.',
    remedies: {
      401: 'API가 토큰을 받아들이지 않습니다. 로그아웃했다가 다시 로그인하세요.',
      403: '토큰의 범위가 이 호출을 허용하는지 확인하세요.',
      404: 'API의 주소를 확인하세요.',
      511: '네트워크에 로그인하세요. 브라우저에서 아무 페이지나 연 다음 다시 시도하세요.',
    },
    noProfile:
      '이 호출은 사용자의 프로필을 읽으며 User.Read 범위가 필요합니다. 빠졌다면 이 범위도 요청하거나, 토큰의 범위에 맞는 API를 호출하세요.',
    otherApi: 'API가 토큰을 받아들이지 않습니다. 범위가 이 API의 것인지 확인하세요.',
    tooLarge:
      '토큰이 이 API의 헤더에 비해 너무 큽니다. 제한을 늘리거나 토큰에 넣는 그룹과 역할 클레임을 줄이세요.',
    wait: (seconds: number) => `${seconds}초 이상 기다린 다음 다시 시도하세요.`,
    later: '나중에 다시 시도하세요.',
  },
  labels: {
    why: '이유',
    next: '할 일',
    another: '또는',
    details: '자세히',
    said: '응답',
    code: '오류',
    more: '더 보기',
  },
};

export const outputTexts: Record<'en' | 'ko', OutputTexts> = { en, ko };
