// Made by hand, for states that no recording holds: a run of thousands of exchanges, text that tries to escape.
import type { LaneEvent, Recording, StageMessage, StageState } from '../src/messages.ts';
import {
  anEvent,
  deviceCodeEvents,
  http,
  interactiveEvents,
  messagesOf,
} from '../src/run/testing/hand-made-run.ts';

const flow = (id: string, title: string, sample = `cli-${id}`) => ({
  ...{ flow: id, sample, title, available: true },
  command: `npm start -- ${sample}`,
  copyCommand: `node tools/eject-sample.mjs ${sample} ../my-app`,
});

/** What `GET /api/stage` answers. */
export const handMadeStage: StageState = {
  flows: [
    flow('device-code', 'Device code'),
    flow('interactive', 'Interactive'),
    flow('many', 'Many exchanges, one after another', 'cli-accounts'),
    {
      ...flow('integrated-windows', 'Integrated Windows'),
      available: false,
      reason: 'it needs a Kerberos server: install krb5-admin-server.',
    },
  ],
  scenarios: [
    {
      name: 'device-code-blocked',
      title: 'A policy blocks the device code flow',
      short: 'Device code blocked',
      appliesTo: ['device-code'],
      before: 'Stop, and offer another flow: the browser on this machine, or the broker.',
      after: 'The first poll ends with AADSTS53003 and another way; that other way works.',
    },
    {
      name: 'mfa-required',
      title: 'A second factor is needed',
      short: 'MFA required',
      appliesTo: ['silent'],
      before: 'Send the user to sign in.',
      after: 'AADSTS50076.',
    },
  ],
  policies: [
    { id: 'block-device-code', title: 'Block device code', short: 'No device code', on: false },
    { id: 'require-mfa', title: 'Require MFA', short: 'Second factor', on: true },
  ],
  scenes: [
    {
      id: 'two-flows',
      title: 'A code, and a page',
      flows: ['device-code', 'interactive'],
      notes: 'One page and no code to type; a code that could be typed on any device.',
      minutes: 2,
    },
    {
      id: 'blocked',
      title: 'A policy blocks the device code',
      flows: ['device-code', 'interactive'],
      scenario: 'device-code-blocked',
      notes: 'The first poll is refused; the other way works.',
      minutes: 2,
    },
  ],
  lanes: [
    { lane: '1', flow: 'device-code', user: 'scripted' },
    { lane: '2', flow: 'interactive', user: 'scripted' },
  ],
  sources: {},
  machine: [
    { flow: 'device-code', usable: true, reason: 'it needs no browser here' },
    { flow: 'interactive', usable: false, reason: 'there is no screen' },
  ],
};

const lane = 'x';
const screen: StageMessage = {
  ...{ type: 'screen', lane, at: 900, order: 5, title: 'Pick an account' },
  html: '<main><h1>Pick an account</h1><p class="hint">to continue to <b>Contoso Console</b></p><form><button class="account"><strong>Adele Vance</strong><span>adele@contoso.example</span></button></form><script>parent.document.title = "escaped"</script><img src="x" onerror="parent.document.title = `escaped`"></main>',
};
const claims = {
  aud: '00000003-0000-0000-c000-000000000000',
  iss: 'https://sts.windows.net/tenant/',
  scp: 'User.Read',
  name: 'Adele Vance',
  iat: 1_780_000_000,
  exp: 1_780_003_600,
};
const extras = (amr: string[], text: string): StageMessage[] => [
  { type: 'terminal', lane, at: 60, text },
  {
    type: 'token',
    lane,
    at: 1400,
    access: { ...claims, amr },
    id: { ver: '2.0' },
    lifetimeSeconds: 3600,
    refreshable: true,
  },
  { type: 'lines', lane, at: 1500, ran: [6, 7, 30, 31, 32, 40] },
];

const recording = (
  flowId: string,
  run: 1 | 2,
  events: readonly LaneEvent[],
  more: readonly StageMessage[] = [],
  scenario?: string,
): Recording => ({
  ...{ version: 1, flow: flowId, sample: `cli-${flowId}`, run, source: '' },
  ...(scenario && { scenario }),
  messages: [
    ...messagesOf(lane, flowId, events, run).slice(0, -1),
    ...more,
    ...messagesOf(lane, flowId, events, run).slice(-1),
  ],
});

const silentEvents: readonly LaneEvent[] = [
  anEvent(1, 10, 'cache-lookup', ['app', 'app']),
  anEvent(2, 15, 'silent', ['app', 'app'], { note: { fromCache: true } }),
  anEvent(3, 30, 'api-call', ['app', 'api'], http('/v1.0/me')),
  anEvent(4, 90, 'outcome', ['app', 'user']),
];

const failed = { code: 'AADSTS53003' };
const blockedEvents: readonly LaneEvent[] = [
  ...deviceCodeEvents.slice(0, 6),
  anEvent(7, 10_100, 'poll', ['app', 'authority'], {
    ...http('/oauth2/v2.0/token', 400, { error: 'invalid_grant' }),
    failed,
  }),
  anEvent(8, 10_200, 'outcome', ['app', 'user'], { failed }),
];

/** A run that goes on and on. */
export function manyExchanges(count: number, flowId: string): Recording {
  const events = Array.from({ length: count }, (_, at) =>
    at % 3 === 0
      ? anEvent(at + 1, at * 50, 'refresh', ['app', 'authority'], http('/oauth2/v2.0/token'))
      : anEvent(at + 1, at * 50, 'api-call', ['app', 'api'], http(`/v1.0/me/${at}`)),
  );
  return recording(flowId, 1, events);
}

const blocked = recording(
  'device-code',
  1,
  blockedEvents,
  [
    {
      type: 'terminal',
      lane,
      at: 60,
      text: 'To sign in, open \x1b[4mhttp://localhost:1/devicelogin\x1b[0m\r\n',
    },
    {
      ...{
        type: 'diagnosis',
        lane,
        at: 10_200,
        code: 'AADSTS53003',
        category: 'policy.conditional-access',
      },
      title: {
        en: 'The tenant’s policy forbids the device code flow.',
        ko: '테넌트의 정책이 디바이스 코드 흐름을 금지합니다.',
      },
      remedy: {
        en: 'Sign in with the browser of this machine, or ask an administrator.',
        ko: '이 컴퓨터의 브라우저로 로그인하거나 관리자에게 문의하세요.',
      },
      insteadFlow: 'interactive',
    },
  ],
  'device-code-blocked',
);

/** Runs of that stage. */
export const handMadeRecordings: readonly Recording[] = [
  recording(
    'device-code',
    1,
    deviceCodeEvents,
    extras(['pwd', 'mfa'], 'Code   \x1b[1mGPNPSNGJP\x1b[22m\r\n\x1b[32m✓\x1b[0m signed in\r\n'),
  ),
  recording('device-code', 2, silentEvents),
  recording('interactive', 1, interactiveEvents, [
    screen,
    ...extras(['pwd'], '\x1b[31m<b>not markup</b>\x1b[0m\r\n'),
  ]),
  recording('interactive', 2, silentEvents),
  {
    ...blocked,
    messages: blocked.messages.map((one) =>
      one.type === 'lane' && one.state === 'succeeded' ? { ...one, state: 'failed' } : one,
    ),
  },
  manyExchanges(2000, 'many'),
];
