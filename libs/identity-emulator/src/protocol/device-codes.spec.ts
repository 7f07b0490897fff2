import { expect, test } from '@jest/globals';
import { memoryJournal } from '../server/storage/journal.ts';
import { DeviceCodes } from './device-codes.ts';

test('the first answer of a user stays: of two pages that show one code, the second changes nothing', async () => {
  const codes = new DeviceCodes(memoryJournal(), { now: Date.now });
  const details = { clientId: 'a', segment: 'common', scope: 'openid', clientInfo: false };
  const { code } = (await codes.issue({ ...details, interval: 5 }, 900))!;
  expect(await codes.decide(code, 'declined')).toBe(true);
  expect(await codes.decide(code, { userId: 'adele' })).toBe(false);
  expect(codes.findById(code.id)).toMatchObject({ state: 'declined' });
  const { code: other } = (await codes.issue({ ...details, interval: 5 }, 900))!;
  expect(await codes.decide(other, { userId: 'adele' })).toBe(true);
  expect(await codes.decide(other, { userId: 'bruno' })).toBe(false);
  expect(codes.findById(other.id)).toMatchObject({ state: 'approved', userId: 'adele' });
});
