// Made by hand, for what no recording holds: real recordings lie in recordings/.
import type { Actor, LaneEvent, StageMessage } from '../../messages.ts';

const pending = { error: 'authorization_pending' };

/** An event with the fields that the test does not care about. */
export function anEvent(
  order: number,
  at: number,
  kind: string,
  [from, to]: readonly [Actor, Actor],
  more: Partial<LaneEvent> = {},
): LaneEvent {
  return { order, at, source: 'authority', kind, from, to, ...more };
}

/** HTTP of an event. */
export const http = (
  path: string,
  status = 200,
  answer: Record<string, string> = {},
): Pick<LaneEvent, 'exchange'> => ({
  exchange: { method: 'POST', path, status, ms: 20, parameters: {}, answer },
});

/** A device code sign-in with three polls that are too early, then the tokens. */
export const deviceCodeEvents: readonly LaneEvent[] = [
  anEvent(1, 10, 'cache-lookup', ['app', 'app']),
  anEvent(2, 20, 'discovery', ['app', 'authority'], http('/.well-known/openid-configuration')),
  anEvent(3, 50, 'device-code', ['app', 'authority'], http('/oauth2/v2.0/devicecode')),
  anEvent(4, 80, 'show-code', ['app', 'user'], { note: { userCode: 'GPNPSNGJP' } }),
  anEvent(5, 5100, 'poll', ['app', 'authority'], http('/oauth2/v2.0/token', 400, pending)),
  anEvent(6, 6000, 'code-typed', ['user', 'browser']),
  anEvent(7, 10_100, 'poll', ['app', 'authority'], http('/oauth2/v2.0/token', 400, pending)),
  anEvent(8, 11_000, 'account', ['user', 'browser'], {
    note: { account: 'adele@contoso.example' },
  }),
  anEvent(9, 15_100, 'poll', ['app', 'authority'], http('/oauth2/v2.0/token', 400, pending)),
  anEvent(10, 16_000, 'password', ['user', 'browser']),
  anEvent(
    11,
    20_100,
    'poll',
    ['app', 'authority'],
    http('/oauth2/v2.0/token', 200, { access_token: '[1200 chars]' }),
  ),
  anEvent(12, 20_200, 'api-call', ['app', 'api'], http('/v1.0/me')),
  anEvent(13, 20_300, 'outcome', ['app', 'user']),
];

/** The sign-in in the browser of the same machine. */
export const interactiveEvents: readonly LaneEvent[] = [
  anEvent(1, 10, 'cache-lookup', ['app', 'app']),
  anEvent(2, 20, 'discovery', ['app', 'authority'], http('/.well-known/openid-configuration')),
  anEvent(3, 40, 'open-browser', ['app', 'browser']),
  anEvent(4, 60, 'authorize', ['browser', 'authority'], http('/oauth2/v2.0/authorize')),
  anEvent(5, 900, 'account', ['user', 'browser']),
  anEvent(6, 1200, 'password', ['user', 'browser']),
  anEvent(7, 1300, 'redirect', ['browser', 'app']),
  anEvent(
    8,
    1350,
    'redeem-code',
    ['app', 'authority'],
    http('/oauth2/v2.0/token', 200, { access_token: '[1200 chars]' }),
  ),
  anEvent(9, 1450, 'api-call', ['app', 'api'], http('/v1.0/me')),
  anEvent(10, 1500, 'outcome', ['app', 'user']),
];

/** What the stream carries for a run of a lane. */
export function messagesOf(
  lane: string,
  flow: string,
  events: readonly LaneEvent[],
  run: 1 | 2 = 1,
): StageMessage[] {
  const common = { type: 'lane', lane, flow, sample: `cli-${flow}`, run } as const;
  const end = events.at(-1)?.at ?? 0;
  return [
    ...(run === 1 ? [{ ...common, at: 0, state: 'ready' } as const] : []),
    { ...common, at: 0, state: 'running' },
    ...events.map((event) => ({ type: 'event', lane, event }) as const),
    { ...common, at: end, state: 'succeeded' },
  ];
}
