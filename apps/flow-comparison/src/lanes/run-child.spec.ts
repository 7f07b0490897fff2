import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFlags } from '@entra-flows/tools/launch/programs.mjs';
import { type ChildEnd, runChild } from './run-child.ts';

const sample = join(import.meta.dirname, '../../testing/faulty-sample.mjs');
const bundle = {
  ...{ program: [...nodeFlags, sample], file: '', from: 0, to: 0 },
  linesThatRan: () => [],
  at: () => bundle,
};

async function run(
  args: string[],
  {
    longest = 20_000,
    endsAt,
    cwd = tmpdir(),
  }: { longest?: number; endsAt?: string; cwd?: string } = {},
): Promise<ChildEnd & { text: string }> {
  let text = '';
  const options = { id: randomUUID(), env: process.env, cwd, longest, channels: [] };
  const child = runChild(bundle, args, options, {
    client: () => {},
    terminal(part) {
      text += part;
      if (endsAt !== undefined && text.includes(endsAt)) child.end('stopped');
    },
    lines: () => {},
  });
  return { ...(await child.ended), text };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a sample that misbehaves', () => {
  test('is ended by force where it hangs and takes no signal', async () => {
    const { ended, signal, text } = await run(['hang'], { endsAt: 'hangs' });
    expect([ended, signal, text]).toEqual(['stopped', 'SIGKILL', 'hangs\n']);
    expect((await run(['hang'], { longest: 10 })).ended).toBe('too-long');
  });

  test('that cannot be started is told of once, to the one who waits', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', onUnhandled);
    await expect(run(['die'], { cwd: '/no/such/folder' })).rejects.toThrow('ENOENT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });

  test('dies by itself, and that is told', async () => {
    const { ended, signal } = await run(['die']);
    expect([ended, signal]).toEqual([undefined, 'SIGKILL']);
  });

  test('prints megabytes: it is ended, and the page gets the beginning', async () => {
    const { ended, text } = await run(['flood']);
    expect(ended).toBe('too-much-output');
    expect(text.length).toBeLessThan(250_000);
    expect(text).toMatch(/\n\[…\]\n$/);
  });

  test('leaves no process behind, in its group or out of it', async () => {
    const { code, text } = await run(['escape']);
    const pid = Number(/escaped (\d+)/.exec(text)?.[1]);
    expect([code, pid > 0]).toEqual([0, true]);
    // The system needs a moment for a process that was killed.
    for (let tries = 0; isAlive(pid) && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isAlive(pid)).toBe(false);
  });
});

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

test.each([
  ['an access token', `eyJ${random(60)}.${random(40)}`],
  ['a refresh token, or a code', `0.A${random(90)}`],
])(
  '%s that a sample prints does not reach the page, torn in two or not',
  async (_name, planted) => {
    const { text } = await run(['secrets', planted]);
    expect(text).toMatch(/^token \[\d+ chars\]\nlink .*\nhalf \[\d+ chars\]\n$/);
    for (let at = 0; at + 12 <= planted.length; at += 12)
      expect(text).not.toContain(planted.slice(at, at + 12));
  },
);
