import type { OwnTexts } from './own-texts.en.ts';

export const ownTextsKo: OwnTexts = {
  process: (pid) => `프로세스 ${pid}`,
  anotherProcess: '다른 프로세스',
  locked: (who, path, seconds) =>
    `저장된 로그인이 잠겨 있습니다: ${who}("${path}")에서 ${seconds}초 안에 끝내지 않았습니다. 끝나기를 기다리거나 끝낸 다음 다시 시도하세요.`,
  notALock: (path) =>
    `토큰 캐시를 잠글 수 없습니다: "${path}" 폴더를 이 프로그램이 만들지 않았습니다. 지운 다음 다시 시도하세요.`,
  strangerInLock: (path, entry) =>
    `토큰 캐시를 잠글 수 없습니다: "${path}"에 이 프로그램이 만들지 않은 "${entry}" 항목이 있습니다. 다른 곳으로 옮긴 다음 다시 시도하세요.`,
  lockLost: (file) =>
    `"${file}" 파일을 쓸 수 없습니다: 이 프로세스가 너무 오래 멈춰 있어 다른 프로세스가 잠금을 가져갔습니다. 다시 시도하세요.`,
  usedByOwnCall: (seconds) =>
    `이 프로세스의 다른 호출이 토큰 캐시를 쓰고 있으며 ${seconds}초 안에 끝나지 않았습니다. 기다린 다음 다시 시도하세요.`,
  emptyPath: '파일의 경로가 비어 있습니다. 파일을 지정하세요.',
  tooManyBytes: (path, bytes, largest) =>
    `"${path}" 파일을 쓸 수 없습니다: ${bytes}바이트는 허용된 ${largest}바이트보다 많습니다.`,
  notReadAgain: (path) =>
    `"${path}" 파일을 쓰지 않았습니다: 새 내용을 다시 읽을 수 없었습니다. 파일은 그대로입니다. 개발자에게 알려 주세요.`,
  notForYou: (path) =>
    `"${path}" 파일을 쓸 수 없습니다: 그곳에 쓴 파일을 직접 읽을 수 없습니다. 다른 사용자로 연결된 드라이브가 그렇습니다. 본인 계정으로 연결하거나 다른 파일을 고르세요.`,
  comesBackChanged: (path) =>
    `"${path}" 파일을 쓸 수 없습니다: 쓴 내용이 바뀌어서 돌아옵니다. 다른 파일을 고르세요.`,
  wrongTypes: (path) =>
    `인증 기관의 응답을 "${path}" 파일에 보관하지 못했습니다: 형식이 잘못된 값이 있습니다. 이 프로세스는 그대로 쓰지만, 다음 프로세스는 다시 로그인해야 할 수 있습니다. 인증 기관이 맞는지 확인하고 그 관리자에게 알리세요.`,
  setAside: (file, why, keptAs) =>
    `"${file}" 파일을 쓸 수 없습니다: ${why} "${keptAs}" 파일에 보관했습니다. 다시 로그인하세요.`,
  whySetAside: {
    damaged: '내용이 손상되었거나 이 프로그램이 아닌 것이 바꿨습니다.',
    'wrong-key':
      '지금 보관된 키가 아닌 다른 키로 암호화되었습니다. 그 키가 있으면 파일을 되돌려 쓸 수 있습니다.',
    'key-lost':
      '암호화한 키가 없습니다. 새 컴퓨터로 옮겼거나 다른 키를 지정했을 수 있습니다. 그 키가 있으면 파일을 되돌려 쓸 수 있습니다.',
    'not-encrypted': '암호화되어 있어야 하는데 그렇지 않습니다.',
    encrypted:
      '일반 텍스트여야 하는데 암호화되어 있습니다. 그 키가 있으면 파일을 되돌려 쓸 수 있습니다.',
    'too-large': '이 프로그램의 파일이라기에는 너무 큽니다.',
  },
  notEncrypted: (byFolder) =>
    `암호화하지 않음: 이 파일이나 복사본을 읽을 수 있는 사용자는 토큰을 쓸 수 있습니다. ${byFolder ? '폴더의 권한만 다른 사용자를 막습니다.' : '파일 모드(0600)가 다른 사용자를 막습니다.'}`,
  encrypted: (provider) => `AES-256-GCM으로 암호화함. 키는 ${provider}에 있습니다.`,
  keychain: '키체인',
  credentialManager: 'Windows 자격 증명 관리자',
  secretService: 'Secret Service 키링',
  keyFile: (path) => `${path} 파일`,
  noKeyMade: (provider) => `암호화할 키가 없습니다: ${provider}에서 만들지 않았습니다.`,
  keyOfWrongLength: (provider, bytes, right) =>
    `${provider}에 보관된 키가 ${right}바이트가 아니라 ${bytes}바이트입니다. 지운 다음 다시 로그인하세요.`,
  noKeyring: (why, remedy) => `토큰 캐시의 키를 보관하는 키링을 쓸 수 없습니다(${why}). ${remedy}`,
  startKeyring:
    '이 D-Bus 세션에서 Secret Service(gnome-keyring, KWallet, KeePassXC)를 시작하고 잠금을 풀거나, 키 파일이나 일반 텍스트 같은 다른 보호 방법을 고르세요.',
  unlockKeyring: '잠금을 풀거나, 키 파일이나 일반 텍스트 같은 다른 보호 방법을 고르세요.',
  keyringPackageMissing: '이 시스템에 맞는 @napi-rs/keyring 패키지가 설치되어 있지 않습니다',
  keyringProcessEnded: '키링에 묻는 프로세스가 끝났습니다',
  noAnswerWithin: (seconds) => `${seconds}초 안에 응답하지 않았습니다`,
  notAKey: (account, service) =>
    `"${service}"의 "${account}" 항목에 키가 없습니다. 그 항목을 지우세요`,
  authorityNotHttps: (authority, protocol) =>
    `인증 기관 ${authority} 주소가 ${protocol}//로 시작합니다. 코드와 토큰은 https로만 보냅니다`,
  authorityMalformed: (authority, why) =>
    `인증 기관 ${authority}: ${why}. https://login.microsoftonline.com/{tenant}와 같은 주소여야 합니다`,
  authorityElsewhere: (authority, origin) =>
    `인증 기관 ${authority}: 이 클라이언트가 토큰을 받는 곳(${origin})에 있지 않습니다. 그 인증 기관에는 클라이언트를 따로 만드세요`,
  notAUrl: 'URL이 아닙니다',
  holdsCredentials: '사용자 이름이나 암호가 들어 있습니다',
  hasQuery: '쿼리나 조각(#)이 있습니다',
  portZero: '아무것도 수신할 수 없는 포트 0입니다',
  namesNoTenant: '테넌트가 없습니다',
  isEndpoint: '엔드포인트의 주소입니다',
  isNoTenant: '테넌트의 ID나 도메인 이름이 아닙니다',
  foreignIssuer: (asked, found) =>
    `${asked} 주소의 인증 기관에 물었는데, 응답에 있는 인증 기관의 주소가 다릅니다: ${found ?? '주소가 아님'}`,
  accountNotInCache: '요청한 계정이 토큰 캐시에 없습니다',
  accountOfOther: (username, place) =>
    `이 클라이언트의 인증 기관에서는 요청한 ${username}(${place}) 계정의 토큰을 받을 수 없습니다. 클라이언트를 따로 만드세요`,
  notSignedIn: (username, names) =>
    `${username} 계정은 로그인되어 있지 않습니다. 로그인한 계정: ${names}`,
  accountsMatch: (count, names) => `계정 ${count}개가 해당하는데 고르지 않았습니다: ${names}`,
  signedInOther: (username, asked) =>
    `${username} 사용자로 로그인했지만 요청한 토큰은 ${asked}의 것입니다`,
  anotherAccount: '다른 계정',
  askForSame: (username) => `. 같은 사용자라면 ${username} 이름으로 요청하세요`,
  signedInFor: (username, found) => `${username} 사용자로 로그인했지만 맞지 않습니다: ${found}`,
  accountNotForAuthority: '인증 기관이 받지 않는 계정입니다',
  otherTenant: (got, expected) =>
    `테넌트 ${got}의 토큰인데, 요청한 토큰은 ${expected} 테넌트의 것입니다`,
  brokerAnsweredFor: (username, asked) =>
    `브로커가 ${username ?? '알 수 없는 사용자'}의 응답을 주었지만 요청한 토큰은 ${asked}의 것입니다`,
  noToken: '흐름이 토큰 없이 끝났습니다',
  noTokenForApi: 'getToken이 토큰 없이 끝나 토큰으로 API를 호출하지 않았습니다',
  noFlow: '이 컴퓨터에서 쓸 수 있는 로그인 방법이 없습니다',
  originNotAllowed: (origin, allowed) =>
    `토큰을 ${origin ?? 'URL이 아닌'} 주소로 보내지 않았습니다. 받을 수 있는 곳: ${allowed || '없음'}`,
  codeOfOther:
    '저장된 디바이스 코드는 다른 클라이언트, 인증 기관 또는 범위를 위한 것이어서 보내지 않았습니다. 새로 로그인하세요.',
  browserNotOpened: '브라우저를 열 수 없습니다. 디바이스 코드로 로그인하세요',
  flows: {
    brokerHere: '프로그램에 브로커가 있고, 데스크톱 환경입니다',
    noBroker: '프로그램에 브로커가 없습니다',
    brokerOutside: 'Windows의 브로커는 WSL 안에 없습니다',
    codeAnywhere: '여기에 브라우저가 필요 없습니다. 사용자는 다른 곳에서 로그인합니다',
    browserOff: 'BROWSER가 브라우저가 없다고 말합니다',
    textBrowser: 'BROWSER가 가리키는 텍스트 브라우저는 로그인 페이지를 보여 줄 수 없습니다',
    browserNamed: 'BROWSER가 브라우저를 가리킵니다',
    browserOfWindows: 'WSL에서 Windows의 브라우저를 열 수 있습니다',
    desktop: '데스크톱 세션입니다',
    display: '디스플레이가 설정되어 있습니다',
    ci: 'CI가 설정되어 있어, 이 컴퓨터 앞에 아무도 없습니다',
    hosted: (name) =>
      `${name} 환경 변수가 설정된 컨테이너입니다. 외부 브라우저가 이 컨테이너로 돌아올 수 없습니다`,
    remote: (name) =>
      `${name} 환경 변수가 설정되어 있습니다. 이 컴퓨터의 화면은 사용자의 화면이 아닙니다`,
    container: (sign) =>
      `컨테이너입니다(근거: ${sign}). 외부 브라우저가 이 컨테이너로 돌아올 수 없습니다`,
    serverCore: '이 Windows에는 데스크톱이 없습니다(Server Core)',
    service: 'Windows 서비스이므로 창을 볼 사용자가 없습니다',
    noScreen: 'DISPLAY도 WAYLAND_DISPLAY도 설정되어 있지 않아 화면이 없습니다',
    notOffered: '프로그램이 이 흐름을 쓰지 않습니다',
    insists: '프로그램에서 쓰도록 정했습니다',
  },
  broker: {
    none: '클라이언트에 브로커가 없습니다',
    late: (seconds, call) => `${seconds}초 안에 응답하지 않았습니다(${call})`,
    notStarted: (what) => `런타임을 시작할 수 없습니다(${what || '이유 없음'})`,
    noRuntime: '런타임이 여기서 시작되지 않습니다',
    platform: (platform, arch) => `Microsoft는 ${platform}(${arch})용 브로커를 제공하지 않습니다`,
    needs: {
      win32: 'Windows 10 이상과 Windows Server 2019 이상에 있습니다',
      darwin: '회사 포털과 함께 설치됩니다',
      linux: 'libwebkit2gtk-4.1과 Intune 브로커가 필요합니다',
    },
    authority: (authority) =>
      `Microsoft의 인증 기관만 지원합니다. 지원하지 않는 인증 기관: ${authority}`,
    notInstalled: '@azure/msal-node-extensions 패키지가 설치되어 있지 않습니다',
    notLoaded: (needsSecret) =>
      `@azure/msal-node-extensions 패키지를 이 시스템에서 불러올 수 없습니다${needsSecret ? '. libsecret-1.so.0이 필요합니다' : ''}`,
    withoutToken: '액세스 토큰 없이 응답했습니다',
    nobody: (system) => `${system ?? '이 시스템'}에 그 계정으로 로그인한 사용자가 없습니다`,
    failed: (status) => `실패했습니다(${status ?? '이유 없음'})`,
  },
  answers: {
    tooLong: (bytes) => `${bytes}바이트가 넘는 응답`,
    cutOff: (coding) => `인코딩(${coding})이 손상되었거나 잘린 응답`,
    unreadable: (coding) =>
      `이 프로그램이 읽을 수 없는 콘텐츠 인코딩의 응답: ${coding ?? '알 수 없는 인코딩'}. 중간의 프록시가 적용했을 수 있습니다`,
    otherProtocol: '서버가 다른 프로토콜로 바꿨습니다',
    none: '응답 없이 연결이 끝났습니다',
    wrongMembers: '빠졌거나 형식이 잘못된 멤버가 있는 응답',
    noSuchStatus: 'HTTP에 없는 상태 코드의 응답',
    halfJson: (from) => `HTTP ${from}: 중간에 끝난 JSON`,
    notOfAuthority: (from, type) =>
      `HTTP ${from}: 인증 기관이 보낼 리 없는 본문(${type ?? '알 수 없는 콘텐츠 형식'})`,
    from: (status, address) => (address === undefined ? `${status}` : `${status}(${address})`),
    noDescription: (name) => `쓸 수 있는 ${name} 값이 없는 설명`,
    unfitPage: (name) => `브라우저가 열면 안 되는 ${name} 주소가 있는 설명`,
    noAccessToken: '액세스 토큰이 없는 토큰 응답',
    noIdToken: 'ID 토큰이 없는 토큰 응답',
    otherType: (type) => `token_type 값이 요청과 다른 토큰 응답(요청: ${type})`,
    notAToken: (name) => `${name} 값이 토큰이 아닌 토큰 응답`,
    notAText: (name) => `${name} 값이 텍스트가 아닌 토큰 응답`,
    notATime: (name) => `${name} 값이 초 단위의 시간이 아닌 토큰 응답`,
    notJson: 'client_info가 JSON이 아닌 토큰 응답',
    notAnIdToken: 'id_token이 ID 토큰이 아닌 토큰 응답',
    idTokenOf: (whom) =>
      `${{ client: '다른 앱의', authority: '다른 인증 기관이나 테넌트의', time: '기한이 지난', user: '다른 사용자의' }[whom]} ID 토큰이 있는 토큰 응답`,
  },
};
