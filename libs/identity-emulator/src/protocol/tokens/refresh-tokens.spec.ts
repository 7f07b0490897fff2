import { expect, test } from '@jest/globals';
import { memoryJournal } from '../../server/storage/journal.ts';
import { heapUsed } from '../../testing/heap-used.ts';
import { RefreshTokens } from './refresh-tokens.ts';

const details = { tenantId: 'contoso', userId: 'adele', clientId: 'app' };

test('a sign-in that was revoked says so for each of its tokens, and keeps little else', async () => {
  const tokens = new RefreshTokens(memoryJournal(), { now: Date.now });
  const SIGN_INS = 5000;
  const empty = heapUsed();
  let first = '';
  let last = '';
  for (let index = 0; index < SIGN_INS; index += 1) {
    first = await tokens.start({ ...details, scope: `User.Read ${index}` });
    last = first;
    for (let rotations = 0; rotations < 3; rotations += 1)
      last = await tokens.rotate(tokens.find(last)!, last);
  }
  const live = heapUsed();
  await tokens.revokeAll();
  const revoked = heapUsed();
  expect(await tokens.check(first)).toEqual({ outcome: 'revoked' });
  expect(await tokens.check(last)).toEqual({ outcome: 'revoked' });
  expect((revoked - empty) / (live - empty)).toBeLessThan(0.4);
});
