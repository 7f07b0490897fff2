import { expect, test } from '@jest/globals';
import { compareClaims, timeOfClaim } from './compare-claims.ts';
import type { LaneEvent } from '../messages.ts';
import { diagramOf } from './diagram.ts';
import { scoreOf } from './score.ts';
import { piecesOf } from './sgr.ts';
import { specifications, stepTexts } from './step-texts.ts';
import { waitingOf } from './waiting.ts';
import { anEvent, deviceCodeEvents, http, interactiveEvents } from './testing/hand-made-run.ts';

test('counts what a run cost', () => {
  expect(scoreOf(deviceCodeEvents)).toEqual({
    requests: 7,
    pages: 0,
    roundTrips: 6,
    polls: 4,
    pollSeconds: 15,
    retries: 0,
    retryAfter: 0,
    userActions: 3,
    tokenAfter: 20_120,
  });
  expect(scoreOf(interactiveEvents)).toMatchObject({
    requests: 3,
    pages: 1,
    roundTrips: 2,
    polls: 0,
  });
});

test('until a moment, only what had happened by then', () => {
  expect(scoreOf(deviceCodeEvents, 11_500)).toMatchObject({ polls: 2, userActions: 2 });
  expect(scoreOf(deviceCodeEvents, 11_500).tokenAfter).toBeUndefined();
});

test('a request again after 429 is a retry; a poll again is none', () => {
  const throttled = anEvent(1, 0, 'redeem-code', ['app', 'authority'], {
    ...http('/token', 429),
    failed: { code: '429' },
    note: { retryAfter: 10 },
  });
  const score = scoreOf([
    throttled,
    { ...throttled, ...http('/token'), order: 2, at: 10_000, note: {} },
  ]);
  expect(score).toMatchObject({ requests: 2, retries: 1, retryAfter: 10 });
});

test('a request without an answer, or with one that holds no token, brings none', () => {
  for (const kind of ['poll', 'redeem-code', 'refresh'])
    for (const answer of [http('/token', 0), http('/token', 200)]) {
      const score = scoreOf([anEvent(1, 0, kind, ['app', 'authority'], answer)]);
      expect([kind, score.tokenAfter]).toEqual([kind, undefined]);
    }
});

test('a wait counts down from when it begins, until the app does something else', () => {
  const waiting = (...events: LaneEvent[]) => waitingOf(diagramOf(events).rows);
  const lasting = (kind: string, by: 'app' | 'authority') =>
    anEvent(1, 2000, kind, [by, by], { note: { seconds: 10 } });
  const typed = anEvent(2, 3000, 'password', ['user', 'browser']);
  const polled = anEvent(3, 12_010, 'poll', ['app', 'authority']);
  for (const kind of ['retry-wait', 'answer-wait']) {
    expect(waiting(lasting(kind, 'app'), typed)).toEqual({ order: 1, until: 12_000 });
    expect(waiting(lasting(kind, 'app'), typed, polled)).toBeUndefined();
  }
  expect(waiting(lasting('clock', 'authority'))).toBeUndefined();
});

test('claims side by side: what differs in every token does not count as different', () => {
  const rows = compareClaims([
    { iat: 1, scp: 'User.Read', aud: 'graph', amr: ['pwd'] },
    { iat: 2, scp: 'User.Read', aud: 'graph', amr: ['pwd', 'mfa'] },
    undefined,
  ]);
  expect(rows.map(({ name, differs }) => [name, differs])).toEqual([
    ['amr', true],
    ['aud', false],
    ['scp', false],
    ['iat', false],
  ]);
  expect(rows[0]?.values).toEqual(['["pwd"]', '["pwd","mfa"]', undefined]);
  expect(timeOfClaim('exp', '1700000000')?.getUTCFullYear()).toBe(2023);
  expect(timeOfClaim('ver', '2.0')).toBeUndefined();
});

test('colours of a terminal become classes, links their text, and nothing else is obeyed', () => {
  expect(
    piecesOf('a\x1b[1;31mb\x1b[22mc\x1b[0m\x1b[2J\x1b]8;;http://x\x07d\x1b]8;;\x07\x1b[38;5;9me'),
  ).toEqual([
    { text: 'a', looks: [] },
    { text: 'b', looks: ['bold', 'red'] },
    { text: 'c', looks: ['red'] },
    { text: 'd', looks: [] },
    { text: 'e', looks: [] },
  ]);
  expect(piecesOf('10 %\r20 %\rdone\r\nnext\r\n')).toEqual([{ text: 'done\nnext\n', looks: [] }]);
});

test('every step that the page explains names what specifies it, but for what MSAL does by itself', () => {
  expect(Object.keys(stepTexts.en).filter((kind) => !specifications[kind])).toEqual([]);
});
