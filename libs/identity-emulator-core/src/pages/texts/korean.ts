import type { Texts } from './texts.ts';

export const korean: Texts = {
  language: 'ko',
  languageName: '한국어',
  product: '로그인 에뮬레이터',
  banner: '로컬 에뮬레이터입니다. 연습용 계정만 쓰고, 실제 암호는 절대 입력하지 마세요.',
  errorPrefix: '오류: ',
  next: '다음',
  otherAccount: '다른 계정 사용',
  startAgain: '다른 코드 입력',
  home: {
    title: '로그인 연습',
    lead: '이 컴퓨터에서 실행되는 이 프로그램은 Microsoft Entra ID를 대신하므로, 테넌트와 네트워크 없이도 로그인 샘플을 실행할 수 있습니다. Microsoft의 서비스가 아니며, 여기서 발급한 토큰은 다른 곳에서 쓸 수 없습니다.',
    enterCode: '디바이스 코드 입력',
    accounts: '로그인할 수 있는 계정',
    username: '사용자 이름',
    password: '암호',
    addresses: '주소',
    authority: '인증 기관(authority)',
    clientId: '클라이언트 ID',
    graph: 'Graph',
    signedIn: '이 브라우저에서 로그인한 계정',
    signOut: '모두 로그아웃',
  },
  enterCode: {
    title: '코드 입력',
    lead: '앱이나 디바이스에 표시된 코드를 입력하세요.',
    label: '코드',
    hint: '영문자 아홉 자입니다. 대소문자, 공백, 하이픈은 구분하지 않습니다.',
    complete: '계속하기 전에 디바이스에 표시된 코드와 같은지 확인하세요.',
    missing: '먼저 코드를 입력하세요.',
    unknown: '없는 코드이거나 만료되었습니다. 코드를 확인하거나 앱에서 새 코드를 받으세요.',
    tooMany: '코드를 너무 많이 잘못 입력했습니다. 10분 뒤에 다시 시도하세요.',
  },
  pickAccount: {
    title: '계정 선택',
    lead: '누가 로그인하나요?',
  },
  username: {
    title: '로그인',
    lead: (app) => `${app} 앱으로 계속하려면 로그인하세요.`,
    label: '사용자 이름',
    missing: '사용자 이름을 입력하세요. 예: adele@contoso.example',
    unknown: '없는 계정입니다. 이름을 확인하세요. 연습용 계정은 아래에 있습니다.',
    practice: '연습용 계정',
  },
  password: {
    title: '암호 입력',
    label: '암호',
    wrong: '암호가 틀렸습니다. 이 에뮬레이터의 시작 페이지에서 암호를 확인할 수 있습니다.',
    guessed: '암호를 너무 많이 틀렸습니다. 계정이 1분 동안 잠깁니다.',
    locked: '계정이 잠겨 있습니다. 관리자가 잠금을 풀어야 하며, 다른 암호로는 풀리지 않습니다.',
    submit: '로그인',
  },
  adfs: {
    title: (domain) => `${domain} 로그인`,
    lead: '이 페이지는 조직의 AD FS를 대신합니다. 암호는 AD FS만 알고 Entra는 모릅니다.',
    wrong: '사용자 이름이나 암호가 틀렸습니다. 이 에뮬레이터의 시작 페이지에서 확인할 수 있습니다.',
    goOn: '로그인으로 돌아가는 중',
  },
  newPassword: {
    title: '새 암호 설정',
    lead: '이 계정의 암호가 만료되었습니다. 새 암호는 이 에뮬레이터에만 저장됩니다.',
    current: '현재 암호',
    fresh: '새 암호',
    again: '새 암호 확인',
    hint: '8자 이상이어야 합니다. 새로 지어내고, 실제 암호는 절대 입력하지 마세요.',
    wrong: '현재 암호가 틀렸습니다.',
    weak: '새 암호는 8자 이상이고 현재 암호와 달라야 합니다.',
    different: '새 암호가 서로 다릅니다. 같은 암호를 두 번 입력하세요.',
    submit: '암호 변경',
  },
  secondFactor: {
    phone: '연습용 휴대폰',
    phoneLead:
      '실제 로그인에서는 계정 주인의 휴대폰에 묻습니다. 여기서는 이 부분이 휴대폰을 대신합니다.',
    deny: '거부',
  },
  authenticatorNumber: {
    title: '휴대폰에서 로그인을 승인하세요',
    lead: '인증 앱에 이 숫자를 입력하세요.',
    label: '로그인 화면에 표시된 숫자',
    approve: '승인',
    wrong: '위에 표시된 숫자와 다릅니다.',
  },
  oneTimeCode: {
    title: '일회용 코드 입력',
    lead: '휴대폰에 표시된 여섯 자리 숫자를 입력하세요.',
    shown: '지금 코드:',
    label: '일회용 코드',
    submit: '확인',
    wrong: '코드가 다르거나 오래되었습니다. 지금 휴대폰에 표시된 코드를 입력하세요.',
  },
  staySignedIn: {
    title: '로그인 상태를 유지할까요?',
    lead: '유지하면 브라우저를 다시 열어도 암호를 묻지 않습니다. 다른 사람과 함께 쓰는 컴퓨터에서는 아니요를 선택하세요.',
    yes: '예',
    no: '아니요',
  },
  consent: {
    title: '요청된 권한',
    lead: (app) => `${app} 앱이 요청하는 권한:`,
    openid: '로그인 처리',
    profile: '이름과 사용자 이름 보기',
    email: '이메일 주소 보기',
    offline_access: '허용한 데이터에 대한 액세스 유지',
    warning:
      '믿을 수 있는 앱일 때만 수락하세요. 동의를 철회할 때까지 이 앱은 자리를 비운 동안에도 본인 대신 이 작업을 할 수 있습니다.',
    forAll: '조직의 모든 사용자를 대신해 동의',
    accept: '수락',
    cancel: '취소',
  },
  adminConsent: {
    title: '조직을 위해 요청된 권한',
    lead: (app, tenant) => `${app} 앱이 ${tenant}의 모든 사용자에 대해 요청하는 권한:`,
    warning: '수락하면 조직의 다른 사용자에게는 묻지 않습니다.',
  },
  needsAdmin: {
    title: '관리자 승인이 필요합니다',
    lead: (app) =>
      `${app} 앱이 관리자만 줄 수 있는 권한을 요청합니다. 관리자에게 요청하거나 관리자 계정으로 로그인하세요.`,
    asAdmin: '관리자 계정으로 로그인',
    goBack: '동의하지 않고 돌아가기',
  },
  signOut: {
    title: '어느 계정에서 로그아웃할까요?',
    all: '모든 계정',
  },
  signedOut: {
    title: '로그아웃되었습니다',
    lead: '이 창을 닫아도 됩니다. 앱이 이미 받은 토큰은 앱에서도 로그아웃해야 없어집니다.',
  },
  confirm: {
    title: (app) => `${app} 앱에 로그인하려고 하나요?`,
    account: '로그인한 계정',
    code: '코드',
    warning:
      '방금 눈앞의 디바이스에서 직접 시작한 로그인일 때만 계속하세요. 누군가에게서 코드를 받았다면 취소를 선택하세요. 계속하면 그 디바이스를 가진 사람이 이 계정으로 로그인됩니다.',
    go: '계속',
    cancel: '취소',
  },
  goBack: {
    title: '앱으로 돌아가는 중',
    lead: '화면이 바뀌지 않으면 계속을 선택하세요.',
    go: '계속',
  },
  done: {
    title: '로그인되었습니다',
    lead: (app) => `디바이스에서 ${app} 앱이 자동으로 계속됩니다. 이 창을 닫아도 됩니다.`,
  },
  cancelled: {
    title: '취소했습니다',
    lead: (app) => `${app} 앱에 로그인하지 않았고, 코드는 더 이상 쓸 수 없습니다.`,
  },
  problems: {
    expired: {
      title: '코드가 만료되었습니다',
      lead: '앱에서 새 코드를 받아 입력하세요.',
    },
    used: {
      title: '이미 사용된 코드입니다',
      lead: '누군가 이미 응답한 코드입니다. 다시 로그인하려면 앱에서 새 코드를 받으세요.',
    },
    disabled: {
      title: '사용 중지된 계정입니다',
      lead: '관리자가 계정을 다시 사용하도록 설정해야 합니다. 다른 계정으로 로그인하세요.',
    },
    locked: {
      title: '잠긴 계정입니다',
      lead: '관리자가 잠금을 풀어야 합니다. 다른 계정으로 로그인하세요.',
    },
    wrongTenant: {
      title: '여기서는 쓸 수 없는 계정입니다',
      lead: '앱이 다른 조직이나 다른 종류(회사 또는 개인)의 계정을 요구합니다. 맞는 계정으로 로그인하세요.',
    },
    federation: {
      title: '조직에서 로그인하지 못했습니다',
      lead: '조직의 AD FS가 보낸 내용을 받아들일 수 없습니다. 다시 시작하고, 그래도 안 되면 아래 내용을 관리자에게 알려 주세요.',
    },
    blocked: {
      title: '정책에서 이 로그인을 허용하지 않습니다',
      lead: '암호는 맞지만, 조직의 조건부 액세스 정책이 이 로그인 방식을 차단합니다. 다른 방식으로 로그인하거나 관리자에게 문의하세요.',
    },
    denied: {
      title: '요청이 거부되었습니다',
      lead: '휴대폰에서 거부했거나 숫자 또는 코드를 너무 많이 틀려서 로그인하지 않았습니다. 직접 시작한 로그인이 아니라면 누군가 암호를 알고 있는 것이니 암호를 바꾸세요.',
    },
    signOutAddress: {
      title: '로그아웃되었습니다',
      lead: '앱이 요청한 돌아갈 주소가 앱에 등록되어 있지 않아 이 페이지에 머뭅니다.',
    },
    app: {
      title: '이 앱으로는 로그인할 수 없습니다',
      lead: '요청이 앱 등록과 맞지 않아 처리하지 않았습니다. 아래 내용을 앱 개발자에게 알려 주세요.',
    },
    lostFlow: {
      title: '이 로그인은 끝났습니다',
      lead: '이미 완료되었거나, 시간이 너무 지났거나, 다른 브라우저에서 시작한 로그인입니다. 앱이나 디바이스에서 다시 시작하세요.',
    },
    strangeForm: {
      title: '이 양식은 받을 수 없습니다',
      lead: '이 브라우저 세션의 페이지에서 보낸 양식이 아닙니다. 페이지를 다시 열고 시도하세요.',
    },
    notFound: { title: '없는 페이지입니다', lead: '주소를 확인하세요.' },
    fault: {
      title: '에뮬레이터에 오류가 생겼습니다',
      lead: '자세한 내용은 로그에 있습니다. 다시 시도하세요.',
    },
  },
  details: {
    title: '지원 담당자를 위한 정보',
    correlationId: '상관관계 ID',
    time: '타임스탬프',
  },
  errorNumber: {
    title: (code) => `AADSTS${code}`,
    missing: '주소에 번호를 넣으세요. 예: ?code=70016',
    unlisted: '이 에뮬레이터가 스스로 보내지 않는 오류입니다.',
    sentAs: '보내는 형식:',
    reference: 'Microsoft 참조 문서에서 찾아보기',
  },
};
