import { join } from 'node:path';
import { desktopSession } from '@entra-flows/auth-core/testing/desktop-session';
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
    // As a script asks: a text for users costs the loading of the language's date formats.
    const args = [program, '--json', '--cache'];
    const inFile = () => cpuOfProcess([...args, place.cacheFile], FROM_CACHE, place.env);
    const nothing = () => cpuOfProcess(['-e', '0'], /^$/, place.env);
    const desktop = await desktopSession(join(folder, 'desktop'));
    try {
      await desktop.unlockedKeyring();
      const { DBUS_SESSION_BUS_ADDRESS } = desktop.env;
      // The program lies outside the workspace, and finds the keyring's package all the same.
      const NODE_PATH = join(import.meta.dirname, '../../../node_modules');
      const env = { ...place.env, DBUS_SESSION_BUS_ADDRESS, NODE_PATH };
      const withKeyring = [...args, `${place.cacheFile}-keyring`, '--keyring'];
      await place.emulator.control.user({ does: 'approve', as: 'adele@contoso.example' });
      await cpuOfProcess(withKeyring, /"fromCache":false/, env);
      const inKeyring = () => cpuOfProcess(withKeyring, FROM_CACHE, env);
      const samples = await interleave(rounds, { inFile, inKeyring, nothing });
      return figureOf(samples);
    } finally {
      await desktop.end();
    }
  },
};

const FROM_CACHE = /"fromCache":true/;

function figureOf(samples: Record<'inFile' | 'inKeyring' | 'nothing', number[]>) {
  const value = ratio(samples.inFile, samples.nothing);
  const [cpu, base] = [median(samples.inFile), median(samples.nothing)];
  return {
    figure: value.toFixed(2),
    met: value <= 1.7,
    note:
      `CPU ${cpu.toFixed(0)} ms against ${base.toFixed(0)} ms; key from a file, answer as JSON; ` +
      `with the key in the keyring (gnome-keyring) ${ratio(samples.inKeyring, samples.nothing).toFixed(2)}`,
  };
}
