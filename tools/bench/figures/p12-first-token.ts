import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { median } from '../interleave.ts';
import { runToEnd } from '../run-to-end.ts';

const workspace = join(import.meta.dirname, '../../..');

export const firstToken: Figure = {
  id: 'P12',
  title: 'clone to first token',
  what: 'from `git clone` to the first token, hands-free, beside clone and `npm ci` alone',
  target: '`npm ci` + ≤ 15 s',
  async measure({ rounds, folder }) {
    // A round takes a minute and writes half a gigabyte.
    const few = Math.min(rounds, 2);
    const clone = join(folder, 'clone');
    const timed = async (command: string, args: string[], expected: RegExp) => {
      rmSync(clone, { recursive: true, force: true });
      const start = performance.now();
      await runToEnd('git', ['clone', '--quiet', workspace, clone], folder, /^/);
      await runToEnd(command, args, clone, expected);
      return (performance.now() - start) / 1000;
    };
    const token: number[] = [];
    const install: number[] = [];
    for (let round = 0; round < few; round += 1) {
      install.push(await timed('npm', ['ci', '--no-audit', '--no-fund'], /added \d+ packages/));
      token.push(await timed('npm', ['start', '--', '--hands-free'], /token from the authority/));
    }
    const more = median(token) - median(install);
    return {
      figure: `npm ci + ${more.toFixed(1)} s`,
      met: more <= 15,
      note: `${median(token).toFixed(1)} s against ${median(install).toFixed(1)} s wall, median of ${few}, packages in npm's cache`,
    };
  },
};
