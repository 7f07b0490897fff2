import { expect, test } from '@jest/globals';
import { memoryJournal } from '../server/storage/journal.ts';
import { DeviceCodes } from './device-codes.ts';

const details = {
  clientId: 'a',
  segment: 'common',
  scope: 'openid',
  clientInfo: false,
  interval: 5,
};

test('codes that are over are forgotten when the next one is issued, also after a jump of the clock', async () => {
  let now = 0;
  const codes = new DeviceCodes(memoryJournal(), { now: () => now });
  const issue = async () => (await codes.issue(details, 900))!.code;
  const [first, second] = [await issue(), await issue()];
  now = 2 * 3_600_000;
  await issue();
  expect([codes.findById(first.id), codes.findByUserCode(second.userCode)]).toEqual([
    undefined,
    undefined,
  ]);
});

test('the first answer of a user stays: of two pages that show one code, the second changes nothing', async () => {
  const codes = new DeviceCodes(memoryJournal(), { now: Date.now });
  const { code } = (await codes.issue(details, 900))!;
  expect(await codes.decide(code, 'declined')).toBe(true);
  expect(await codes.decide(code, { userId: 'adele' })).toBe(false);
  expect(codes.findById(code.id)).toMatchObject({ state: 'declined' });
  const { code: other } = (await codes.issue(details, 900))!;
  expect(await codes.decide(other, { userId: 'adele' })).toBe(true);
  expect(await codes.decide(other, { userId: 'bruno' })).toBe(false);
  expect(codes.findById(other.id)).toMatchObject({ state: 'approved', userId: 'adele' });
});
