import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Recording, StageState } from '../src/messages.ts';
import type { Row } from '../src/run/diagram.ts';
import { emptyStage, reduceStage } from '../src/run/stage-run.ts';
import { columnsOf, isOldSignInBlocked, policiesOf, rowFor } from './columns.ts';
import type { View } from './view.ts';

const folder = join(import.meta.dirname, '../recordings');

const recordingOf = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Recording;

/** Recordings side by side, at their end. */
function viewOf(...names: string[]): View {
  const messages = names.map((name, at) => {
    return recordingOf(name).messages.map((message) => ({ ...message, lane: `${at + 1}` }));
  });
  const stage = messages.flat().reduce(reduceStage, emptyStage);
  const lanes = stage.lanes.map(({ lane, flow }) => ({ lane, flow, user: 'scripted' as const }));
  const info: StageState = {
    ...{ flows: [], scenarios: [], policies: [], scenes: [], sources: {} },
    lanes,
  };
  return {
    ...{ language: 'en', info, stage, isConnected: true, runs: 1, speed: 1, column: 0 },
    ...{ clock: { mode: 'follow', at: 0 }, tab: 'words', isTall: false, hasKeys: true },
  };
}

const titleOf = ({ events: [{ note }] }: Row) => note?.['page'];

test('a page that is chosen in one lane is the same page in the other, or none', () => {
  const view = viewOf('device-code.1', 'interactive.1');
  const { columns } = columnsOf(view);
  const [code, browser] = columns;
  const pages = code!.rows.filter(({ kind }) => kind === 'page');
  const pairs = pages.map((row) => {
    const other = rowFor(
      browser!,
      { ...view, selected: { column: code!.id, row: row.id } },
      columns,
    );
    return [titleOf(row), other && titleOf(other)];
  });
  expect(pairs).toEqual([
    ['Enter the code', undefined],
    ['Sign in', 'Sign in'],
    ['Enter the password', 'Enter the password'],
    ['Are you trying to sign in to Entra Flows samples?', undefined],
    ['You are signed in', undefined],
  ]);
});

test('a policy is as the lanes tell, in the language of the page', () => {
  const { stage, info } = viewOf('device-code.1');
  const policy = { id: 'require-mfa', title: '2단계 인증 요구', short: '2단계 인증', on: false };
  const told = { ...policy, title: 'Require a second factor', on: true };
  const lanes = stage.lanes.map((lane) => ({ ...lane, policies: [told] }));
  expect(policiesOf({ stage: { lanes }, info: { ...info!, policies: [policy] } })).toEqual([
    { ...policy, on: true },
  ]);
});

test.each([
  ['device-code.block-device-code.2', true],
  ['interactive.block-device-code.2', true],
  // The sign-in itself is refused.
  ['device-code.block-device-code.1', false],
  ['interactive.block-device-code.1', false],
  ['silent.refresh-token-revoked.1', false],
])('%s: an old sign-in is blocked, %s', (name, expected) => {
  const view = viewOf(name);
  const { columns } = columnsOf({ ...view, runs: name.endsWith('.2') ? 2 : 1 });
  const { policies } = recordingOf(name);
  const [{ run }] = columns as [(typeof columns)[number]];
  expect(isOldSignInBlocked({ run: { ...run, ...(policies && { policies }) } })).toBe(expected);
});
