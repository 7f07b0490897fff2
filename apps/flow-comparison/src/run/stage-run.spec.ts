import { expect, test } from '@jest/globals';
import type { StageMessage } from '../messages.ts';
import { emptyStage, endOf, reduceStage } from './stage-run.ts';
import {
  anEvent,
  deviceCodeEvents,
  interactiveEvents,
  messagesOf,
} from './testing/hand-made-run.ts';

const play = (messages: readonly StageMessage[]) => messages.reduce(reduceStage, emptyStage);
const lane = { type: 'lane', lane: 'one', at: 0, flow: 'device-code', sample: 'cli' } as const;

test('two lanes grow beside each other, each with its own events', () => {
  const { lanes } = play([
    ...messagesOf('one', 'device-code', deviceCodeEvents),
    ...messagesOf('two', 'interactive', interactiveEvents),
  ]);
  expect(lanes.map(({ flow, state, runs }) => [flow, state, runs[1]?.events.length])).toEqual([
    ['device-code', 'succeeded', deviceCodeEvents.length],
    ['interactive', 'succeeded', interactiveEvents.length],
  ]);
  expect(endOf(lanes[0]!.runs[1]!)).toBe(20_300);
});

test('a second run keeps the first; a first run begins anew and drops the second', () => {
  const both = [
    ...messagesOf('one', 'device-code', deviceCodeEvents),
    ...messagesOf('one', 'device-code', deviceCodeEvents.slice(0, 1), 2),
  ];
  const [first] = play(both).lanes;
  expect([first?.runs[1]?.events.length, first?.runs[2]?.events.length]).toEqual([13, 1]);
  const [again] = play([...both, { ...lane, run: 1, state: 'running' }]).lanes;
  expect([again?.runs[1]?.events, again?.runs[2]]).toEqual([[], undefined]);
});

test('a reset and another flow empty the lane', () => {
  const run = messagesOf('one', 'device-code', deviceCodeEvents);
  for (const message of [
    { ...lane, run: 1, state: 'starting' },
    { ...lane, run: 1, state: 'unavailable', flow: 'broker' },
  ] as const)
    expect(play([...run, message]).lanes[0]?.runs[1]?.events).toEqual([]);
});

test('an event that comes again, as after a break, counts once; one that comes late finds its place', () => {
  const event = (order: number, at: number) =>
    ({
      type: 'event',
      lane: 'one',
      event: anEvent(order, at, 'poll', ['app', 'authority']),
    }) as const;
  const { lanes } = play([
    { ...lane, run: 1, state: 'running' },
    ...[event(1, 1), event(3, 3), event(3, 4), event(2, 2)],
  ]);
  expect(lanes[0]?.runs[1]?.events.map(({ order, at }) => [order, at])).toEqual([
    [1, 1],
    [2, 2],
    [3, 4],
  ]);
});

test('terminal, screens, tokens, lines, diagnosis and policies reach their lane', () => {
  const policies = [{ id: 'mfa', on: true }];
  const words = (text: string) => ({ en: text, ko: text });
  const [one] = play([
    { ...lane, run: 1, state: 'running' },
    { type: 'terminal', lane: 'one', at: 1, text: 'hello' },
    { type: 'screen', lane: 'one', at: 2, order: 4, title: 'Sign in', html: '<p>' },
    { type: 'token', lane: 'one', at: 3, access: { aud: 'graph' } },
    { type: 'lines', lane: 'one', at: 4, ran: [3, 1] },
    { type: 'lines', lane: 'one', at: 5, ran: [2, 3] },
    {
      type: 'diagnosis',
      lane: 'one',
      at: 6,
      code: 'X',
      category: 'y',
      title: words('t'),
      remedy: words('r'),
    },
    { type: 'policies', lane: 'one', at: 7, policies },
    { type: 'terminal', lane: 'nobody', at: 8, text: 'of a lane that the page does not know' },
  ]).lanes;
  const { terminal, screens, tokens, ran, diagnosis } = one!.runs[1]!;
  expect([terminal.length, screens.length, tokens.length, ran]).toEqual([1, 1, 1, [1, 2, 3]]);
  expect(diagnosis?.remedy.en).toBe('r');
  expect(one?.policies).toEqual(policies);
});

test('a run keeps the policies that it met: those on at its start, and those switched on meanwhile', () => {
  const tell = (...on: string[]): StageMessage => ({
    ...{ type: 'policies', lane: 'one', at: 0 },
    policies: ['mfa', 'device', 'code'].map((id) => ({ id, on: on.includes(id) })),
  });
  const [one] = play([
    tell(),
    { ...lane, run: 1, state: 'ready' },
    tell('mfa'),
    { ...lane, run: 1, state: 'running' },
    tell('device'),
    { ...lane, run: 1, state: 'succeeded' },
    tell('code'),
    { ...lane, run: 2, state: 'running' },
  ]).lanes;
  expect(one?.runs[1]?.policies).toEqual(['mfa', 'device']);
  expect(one?.runs[2]?.policies).toEqual(['code']);
});
