import type { OwnValues, SampleOptions } from '@entra-flows/sample-kit/service';

const DAY = 86_400;

/** What the service is, and the options that only it has. */
export const about = {
  name: 'headless-device-code',
  flow: 'device-code',
  // Neither a browser nor a broker: nothing else can work on such a device.
  possible: [],
  summary: {
    en:
      'a service for a device without a browser: shows a sign-in code where it can,\n' +
      'then calls Microsoft Graph on a schedule with tokens that it renews by itself.',
    ko:
      '브라우저가 없는 디바이스를 위한 서비스입니다. 가능한 곳에 로그인 코드를 보여 준 뒤,\n' +
      '스스로 갱신하는 토큰으로 Microsoft Graph를 주기적으로 호출합니다.',
  },
  isService: true,
  options: {
    every: {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: {
        en: 'how often the API is called (300), give or take a tenth',
        ko: 'API 호출 간격(300). 앞뒤로 10분의 1 차이를 둠',
      },
    },
    port: {
      type: 'number',
      value: 'NUMBER',
      range: [0, 65_535],
      help: {
        en: 'port of the status page, /healthz, /readyz, /metrics (8484); 0 for any',
        ko: '상태 페이지, /healthz, /readyz, /metrics의 포트(8484). 0이면 아무 포트',
      },
    },
    listen: {
      type: 'string',
      value: 'ADDRESS',
      help: {
        en: 'IP address to listen on (127.0.0.1); 0.0.0.0 shows the page to the network',
        ko: '수신할 IP 주소(127.0.0.1). 0.0.0.0이면 네트워크에 페이지를 공개',
      },
    },
    'code-file': {
      type: 'string',
      value: 'FILE',
      help: {
        en: 'JSON with code and link, there while a sign-in is needed',
        ko: '코드와 링크를 담은 JSON. 로그인이 필요한 동안만 있음',
      },
    },
    'on-code': {
      type: 'string',
      value: 'PROGRAM',
      help: {
        en: 'run for each new code, with USER_CODE and VERIFICATION_URI in its environment',
        ko: '새 코드마다 실행. 환경에 USER_CODE와 VERIFICATION_URI를 넣음',
      },
    },
    'first-pause': {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: {
        en: 'after a failure, or a code that ran out (5); doubled each time',
        ko: '실패하거나 코드가 만료된 뒤의 대기(5). 매번 두 배',
      },
    },
    'longest-pause': {
      type: 'number',
      value: 'SEC',
      range: [1, DAY],
      help: { en: 'what that pause may grow to (300)', ko: '그 대기의 최댓값(300)' },
    },
    spread: {
      type: 'number',
      value: 'SEC',
      range: [0, DAY],
      help: {
        en: 'time over which a fleet of these devices spreads its requests (0)',
        ko: '여러 디바이스가 요청을 나누어 보낼 시간(0)',
      },
    },
    timeout: {
      type: 'string',
      value: 'SEC',
      help: {
        en: 'how long one code is shown, when less than its own life',
        ko: '코드를 보여 줄 시간. 코드의 수명보다 짧을 때',
      },
    },
    'print-token': {
      type: 'boolean',
      help: {
        en: 'refused: a service does not write tokens to its log',
        ko: '거부됨: 서비스는 토큰을 로그에 쓰지 않음',
      },
    },
    json: {
      type: 'boolean',
      help: {
        en: 'log lines on stderr as JSON, one object each',
        ko: 'stderr의 로그를 줄마다 JSON 개체로 출력',
      },
    },
    verbose: {
      type: 'boolean',
      help: {
        en: "MSAL's log and every HTTP exchange, without secrets, in the log",
        ko: 'MSAL 로그와 모든 HTTP 통신을 비밀 값 없이 로그에 출력',
      },
    },
  },
} as const;

/** The options of this service as they were read. */
export type ServiceOptions = SampleOptions<OwnValues<typeof about.options>>;
