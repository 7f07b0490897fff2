const en = {
  user: 'User',
  app: 'App',
  browser: 'Browser',
  authority: 'Entra',
  adfs: 'AD FS',
  api: 'API',
  /** Of a row that is read out. */
  way: (from: string, to: string) => `${from} to ${to}`,
  seconds: (seconds: string) => `After ${seconds} s.`,
  failed: 'This failed',
  every: (polls: string, seconds: number) => `${polls}, every ${seconds} s`,
};

type ActorTexts = typeof en;

const ko: ActorTexts = {
  user: '사용자',
  app: '앱',
  browser: '브라우저',
  authority: 'Entra',
  adfs: 'AD FS',
  api: 'API',
  way: (from, to) => `${from}에서 ${to} 쪽으로`,
  seconds: (seconds) => `${seconds}초 뒤.`,
  failed: '실패했습니다',
  every: (polls, seconds) => `${polls}, ${seconds}초마다`,
};

export const actorTexts = { en, ko };
