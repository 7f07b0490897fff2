import { expect, test } from '@jest/globals';
import { renameOver } from './retry-while-busy.ts';

/** What Windows answers while a scanner holds the file cannot be had from another system. */
function heldOpen(times: number, code = 'EPERM') {
  let tries = 0;
  const move = async () => {
    tries += 1;
    if (tries <= times) throw Object.assign(new Error(code), { code });
  };
  return { move, tries: () => tries };
}

test('tries again on Windows while another program holds the file open', async () => {
  const { move, tries } = heldOpen(3);
  await renameOver('a', 'b', { move, platform: 'win32' });
  expect(tries()).toBe(4);
});

test('tries again on every system while the name is busy', async () => {
  const { move, tries } = heldOpen(3, 'EBUSY');
  await renameOver('a', 'b', { move, platform: 'linux' });
  expect(tries()).toBe(4);
});

test('gives up on Windows after a while', async () => {
  const { move, tries } = heldOpen(99, 'EBUSY');
  await expect(renameOver('a', 'b', { move, platform: 'win32' })).rejects.toThrow('EBUSY');
  expect(tries()).toBe(9);
});

test.each([
  ['win32', 'ENOSPC'],
  ['linux', 'EPERM'],
])('fails at once on %s with %s', async (platform, code) => {
  const { move, tries } = heldOpen(99, code);
  await expect(renameOver('a', 'b', { move, platform })).rejects.toThrow(code);
  expect(tries()).toBe(1);
});
