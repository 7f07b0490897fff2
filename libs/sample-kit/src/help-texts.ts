/** What the help of each sample says around its options. */
const en = {
  usage: (command: string) => `Usage: ${command} [options]`,
  /** Behind the text of an option that has a default. */
  otherwise: (value: string) => ` (${value})`,
  groups: {
    own: 'Of this sample:',
    signIn: 'Sign-in:',
    cache: 'Token cache:',
    output: 'Output:',
  },
  timeoutOfChoice: 'how long to wait for the choice of an account',
  examples: 'Examples:',
  tries: {
    run: 'a token, and what the API says with it',
    explain: 'the same, and what happened',
    script: 'for scripts: one JSON object',
    signOut: 'forgets the sign-ins',
    service: 'runs until it is stopped',
    log: 'log lines as JSON',
  },
  environment: 'Environment, or .env.local in the current folder:',
  clientId: 'application ID of your app registration',
  authority: 'https://login.microsoftonline.com/{tenant}, or that of another cloud',
  graph: "address of Microsoft Graph, if not that of the authority's cloud",
  codes: '0 token, 1 failed with a diagnosis',
  /** Of a service, which runs until it is stopped. */
  serviceCodes: '0 stopped by SIGTERM, 1 could not start or sign out',
  exitCodes: (own: string) => `Exit codes: ${own}, 2 wrong usage, 130 interrupted.`,
};

type HelpTexts = typeof en;

const ko: HelpTexts = {
  usage: (command) => `사용법: ${command} [옵션]`,
  otherwise: (value) => `(${value})`,
  groups: {
    own: '이 샘플의 옵션:',
    signIn: '로그인:',
    cache: '토큰 캐시:',
    output: '출력:',
  },
  timeoutOfChoice: '계정 선택을 기다릴 시간(초)',
  examples: '예:',
  tries: {
    run: '토큰을 받고 API의 응답을 표시',
    explain: '같은 실행 후 단계별로 설명',
    script: '스크립트용으로 JSON 개체 하나를 출력',
    signOut: '로그아웃',
    service: '중지될 때까지 실행',
    log: '로그를 JSON으로 출력',
  },
  environment: '환경 변수 또는 현재 폴더의 .env.local:',
  clientId: '앱 등록의 애플리케이션 ID',
  authority: 'https://login.microsoftonline.com/{테넌트} 또는 다른 클라우드의 주소',
  graph: '인증 기관의 클라우드와 다른 Microsoft Graph의 주소',
  codes: '0 토큰을 받음, 1 실패(진단을 출력함)',
  serviceCodes: '0 SIGTERM으로 중지됨, 1 시작하거나 로그아웃할 수 없음',
  exitCodes: (own) => `종료 코드: ${own}, 2 잘못된 사용법, 130 중단됨.`,
};

export const helpTexts: Record<'en' | 'ko', HelpTexts> = { en, ko };
