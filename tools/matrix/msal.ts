import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { newMachine, type NewMachine } from './new-machine.ts';
import type { Tarballs } from './tarballs.ts';

/** Programs over one cache file in turn, and where each has to find its token. */
const turns: [program: string, args: string, from: 'authority' | 'cache'][][] = [
  [
    ['plain-msal.cjs', '', 'authority'],
    ['auth-core.mjs', '--plain --silent', 'cache'],
    ['auth-core.mjs', '--plain --silent --refresh', 'authority'],
    ['plain-msal.cjs', '--silent', 'cache'],
  ],
  [
    ['auth-core.mjs', '--plain', 'authority'],
    ['plain-msal.cjs', '--silent', 'cache'],
    ['plain-msal.cjs', '--silent --refresh', 'authority'],
    ['auth-core.mjs', '--plain --silent', 'cache'],
  ],
  [
    ['plain-msal.cjs', '--plugin', 'authority'],
    ['auth-core.mjs', '--plain --silent', 'cache'],
    ['auth-core.mjs', '--plain --silent --refresh', 'authority'],
    ['plain-msal.cjs', '--plugin --silent', 'cache'],
  ],
];

/** Versions of MSAL Node whose cache files products may have, and the one that they may get next. */
export function msalChecks(tarballs: Tarballs): Check[] {
  const caches: Check[] = ['3.8', '5', '6', '7', 'latest'].map((version) => ({
    ...{ what: 'MSAL Node', version },
    how: 'one cache file: plain MSAL and auth-core each read and refresh what the other wrote',
    async run() {
      await using machine = await machineWithMsal(tarballs, version);
      await machine.startEmulator();
      for (const turn of turns) {
        machine.newHome();
        for (const [program, args, from] of turn)
          await machine.findsToken(from, program, ...args.split(' '));
      }
      return machine.versionOf('msal');
    },
  }));
  return [...caches, { ...exportsCheck, run: () => checkExports(tarballs) }];
}

const machineWithMsal = async (tarballs: Tarballs, version: string): Promise<NewMachine> => {
  const machine = newMachine(process.execPath, tarballs);
  const others = { msal: `npm:@azure/msal-node@${version}` };
  await machine.install(['auth-core', 'identity-emulator'], others);
  machine.env['MSAL'] = 'msal';
  return machine;
};

const exportsCheck = {
  ...{ what: 'MSAL Node', version: 'latest' },
  how: 'exports what auth-core imports of it',
};

async function checkExports(tarballs: Tarballs): Promise<string> {
  await using machine = await machineWithMsal(tarballs, 'latest');
  const names = importsOfMsal(machine.placeOf('auth-core'));
  const lacking = await machine.run('lacking-exports.cjs', ...names);
  const version = machine.versionOf('msal');
  if (lacking.trim() !== '')
    throw new Error(
      `MSAL Node ${version} lacks ${lacking.trim()}: stay below it. docs/decisions/0021 says what then.`,
    );
  return version;
}

/** The values that a built package imports of MSAL Node. */
function importsOfMsal(folder: string): string[] {
  const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, 'dist', file), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '@azure\/msal-node'/g)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim().replace(/ as .*/, '')),
    ),
  );
  return [...new Set(names)].filter(Boolean);
}
