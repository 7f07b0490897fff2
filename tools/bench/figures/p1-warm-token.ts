import { bundleProgram } from '../bundle-program.ts';
import { cpuOfProcess } from '../cpu-of-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { signedIn } from '../signed-in.ts';

export const warmToken: Figure = {
  id: 'P1',
  what: 'a warm token from the command line, encrypted cache, whole process, against `node -e 0`',
  target: '≤ 1.7',
  async measure({ rounds, folder }) {
    await using place = await signedIn(folder);
    const program = await bundleProgram('warm-token', folder);
    // As a script asks: a text for people costs the loading of the language's date formats.
    const args = [program, '--json', '--cache', place.cacheFile];
    const { token, nothing } = await interleave(rounds, {
      token: () => cpuOfProcess(args, /"fromCache":true/, place.env),
      nothing: () => cpuOfProcess(['-e', '0'], /^$/, place.env),
    });
    const value = ratio(token, nothing);
    return {
      figure: value.toFixed(2),
      met: value <= 1.7,
      note: `CPU ${median(token).toFixed(0)} ms against ${median(nothing).toFixed(0)} ms; key from a file, answer as JSON`,
    };
  },
};
