/** What the help of each sample says around its options. */
interface HelpTexts {
  usage(command: string): string;
  options: string;
  environment: string;
  clientId: string;
  authority: string;
  graph: string;
  codes: string;
  /** Of a service, which runs until it is stopped. */
  serviceCodes: string;
  exitCodes(own: string): string;
}

export const helpTexts: Record<'en' | 'ko', HelpTexts> = {
  en: {
    usage: (command) => `Usage: ${command} [options]`,
    options: 'Options:',
    environment: 'Environment, or .env.local in the current folder:',
    clientId: 'application ID of your app registration',
    authority: 'https://login.microsoftonline.com/{tenant}, or that of another cloud',
    graph: "address of Microsoft Graph, if not that of the authority's cloud",
    codes: '0 token, 1 failed with a diagnosis',
    serviceCodes: '0 stopped by SIGTERM, 1 could not start or sign out',
    exitCodes: (own) => `Exit codes: ${own}, 2 wrong usage, 130 interrupted.`,
  },
  ko: {
    usage: (command) => `사용법: ${command} [옵션]`,
    options: '옵션:',
    environment: '환경 변수 또는 현재 폴더의 .env.local:',
    clientId: '앱 등록의 애플리케이션 ID',
    authority: 'https://login.microsoftonline.com/{테넌트} 또는 다른 클라우드의 주소',
    graph: '기관의 클라우드와 다른 Microsoft Graph의 주소',
    codes: '0 토큰을 받음, 1 진단과 함께 실패',
    serviceCodes: '0 SIGTERM으로 중지됨, 1 시작하거나 로그아웃할 수 없음',
    exitCodes: (own) => `종료 코드: ${own}, 2 잘못된 사용법, 130 중단됨.`,
  },
};
