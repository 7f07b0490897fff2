import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { desktopSession } from '@entra-flows/auth-core/testing/desktop-session';
import { bundleProgram } from '../bundle-program.ts';
import { cpuOfProcess, cpuOfReporting } from '../cpu-of-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { plainCaches } from '../plain-caches.ts';
import { signedIn } from '../signed-in.ts';

export const warmToken: Figure = {
  id: 'P1',
  title: 'warm token, CPU of the process',
  what: 'a warm token from the command line, encrypted cache, whole process, against `node -e 0`',
  target: '≤ 1.6',
  async measure({ rounds, folder }) {
    await using place = await signedIn(folder);
    const program = await bundleProgram('warm-token', folder);
    // As a script asks: a text for users costs the loading of the language's date formats.
    const args = [program, '--json', '--cache'];
    const inFile = () => cpuOfProcess([...args, place.cacheFile], FROM_CACHE, place.env);
    const plain = await plainCaches(place);
    const msal = () => cpuOfProcess(plain.msal, /from the cache/, plain.env);
    const identity = () => cpuOfProcess(plain.identity, /^$/, place.env);
    const onMsal = await bundleProgram('msal-alone', folder, {
      args: plain.msal.slice(1),
      env: plain.env,
    });
    const alone = () => cpuOfProcess([onMsal, ...plain.msal.slice(1)], /from the cache/, place.env);
    const limit = () => cpuOfProcess(['-e', DECRYPT, plain.msalFile], /^$/, place.env);
    const hasPython = spawnSync(PYTHON, ['-c', 'import msal']).status === 0;
    const python = () => cpuOfReporting(PYTHON, plain.python, /from the cache/, place.env);
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
      const ours = { inFile, inKeyring, nothing };
      const others = { msal, alone, identity, limit, ...(hasPython && { python }) };
      const sides = { ...ours, ...others } as Record<Sides, () => Promise<number>>;
      return figureOf(await interleave(rounds, sides));
    } finally {
      await desktop.end();
    }
  },
};

/** Debian's `python3-msal` is this one's. */
const PYTHON = '/usr/bin/python3';

/** A file read and decrypted: what no program that keeps its tokens encrypted can do without. */
const DECRYPT = `
const { createCipheriv, createDecipheriv } = require('crypto');
const key = Buffer.alloc(32), iv = Buffer.alloc(12);
const cipher = createCipheriv('aes-256-gcm', key, iv);
const sealed = cipher.update(require('fs').readFileSync(process.argv[1])); cipher.final();
const back = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag());
back.update(sealed); back.final();`;

const FROM_CACHE = /"fromCache":true/;

type Sides = 'inFile' | 'inKeyring' | 'nothing' | 'msal' | 'alone' | 'identity' | 'limit';

function figureOf(samples: Record<Sides, number[]> & { python?: number[] }) {
  const value = ratio(samples.inFile, samples.nothing);
  const times = (side: number[]) => ratio(side, samples.nothing).toFixed(2);
  const [cpu, base] = [median(samples.inFile), median(samples.nothing)];
  return {
    figure: value.toFixed(2),
    theirs: {
      'MSAL, plaintext': times(samples.msal),
      'importing @azure/identity': times(samples.identity),
      ...(samples.python && { 'MSAL Python': times(samples.python) }),
    },
    limit: times(samples.limit),
    met: value <= 1.6,
    note:
      `CPU ${cpu.toFixed(0)} ms against ${base.toFixed(0)} ms; key from a file, answer as JSON; ` +
      `MSAL alone, with a plaintext file, in such a bundle ${times(samples.alone)}; ` +
      `with the key in the keyring (gnome-keyring) ${ratio(samples.inKeyring, samples.nothing).toFixed(2)}`,
  };
}
