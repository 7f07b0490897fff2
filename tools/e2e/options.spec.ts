// @long the help of every sample beside what it reads; goldens.spec.ts shows the help
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundleOf } from '@entra-flows/sample-testing';
import { flags, known, valued } from '../launch/src/kept-by-npm.ts';
import { startTexts } from '../launch/src/start-texts.ts';

const root = join(import.meta.dirname, '../..');
const kit = join(root, 'libs/sample-kit/src');

/** The code of the files, without comments, specs and the places where options are declared. */
function codeOf(
  folder: string,
  { but = [] as string[], only }: { but?: string[]; only?: string[] },
) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.ts$/.test(file))
    .filter((file) => !but.includes(basename(file)) && (only?.includes(basename(file)) ?? true))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
    .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^const about = \{[^]*?^\} as const;$/gm, '');
}

/** Where apps that are no command-line samples have their help. */
const otherHelp = [
  'apps/web-auth-code/src/settings.ts',
  'apps/spa-auth-code/server/read-arguments.ts',
  'apps/electron-interactive/launch/serve.ts',
  'apps/identity-emulator/src/view-options.ts',
];

const mainOf = (name: string) => join(root, 'apps', name, 'src/main.ts');
const samples = readdirSync(join(root, 'apps'))
  .filter((name) => existsSync(mainOf(name)))
  .filter((name) => readFileSync(mainOf(name), 'utf8').includes('runSample('))
  .map((name) => {
    const help = execFileSync(process.execPath, [bundleOf(name), '--help'], { encoding: 'utf8' });
    return {
      name,
      help,
      code: codeOf(join(root, 'apps', name, 'src'), { but: ['options.ts'] }),
      options: [...help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, option = '']) => option),
    };
  });

const common = samples[0]?.options.filter((option) =>
  samples.every(({ options }) => options.includes(option)),
);
/** Where the kit itself reads what all samples have. */
const readByKit = [
  codeOf(kit, {
    only: ['run-sample.ts', 'output.ts', 'token-cache.ts', 'api-to-call.ts', 'sample-config.ts'],
  }),
  codeOf(join(root, 'libs/primitives/src'), { only: ['language-option.ts'] }),
].join('\n');
const wholeKit = codeOf(kit, { but: ['read-options.ts', 'common-options.ts'] });

const isIn = (code: string, option: string) => {
  const name = option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`'${option}'|\\b${name}\\b`).test(code);
};
const optionsIn = (text: string) => [
  ...new Set([...text.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, option = '']) => option)),
];

describe.each(samples)('$name', ({ name, code, options }) => {
  test('has every option of its help in the table of its README, and no other', () => {
    const readme = readFileSync(join(root, 'apps', name, 'README.md'), 'utf8');
    const cells = [...readme.matchAll(/^\| (`--[^|]*)\|/gm)].map(([, cell = '']) => cell);
    const others = options.filter((option) => option !== 'help');
    expect(optionsIn(cells.join('\n')).toSorted()).toEqual(others.toSorted());
  });

  test('reads every option that its help shows', () => {
    const ignored = options.filter(
      (option) => !isIn(code + (common?.includes(option) ? readByKit : wholeKit), option),
    );
    expect(ignored).toEqual([]);
  });

  test.each([
    ['the hints to a diagnosis', 'option-hint.ts', /runSample/],
    ['the API', 'api-to-call.ts', /apiToCall/],
    // Without options, its messages name none.
    ['the sign-in page', 'open-sign-in-page.ts', /openSignInPage\([^)]/],
  ])('has every option that %s may name', (_name, file, use) => {
    if (!use.test(code)) return;
    const used = codeOf(kit, { only: [file] });
    const texts = readFileSync(join(kit, 'prompt-texts.ts'), 'utf8').split(/\n(?= {2}\w+:)/);
    const spoken = texts.filter((text) => used.includes(`texts.${/\w+/.exec(text)?.[0]}`));
    const missing = optionsIn([used, ...spoken].join('\n')).filter((one) => !options.includes(one));
    expect(missing).toEqual([]);
  });

  test('has every option that its own messages name', () => {
    const messages = code.match(/new UsageError\([^]*?\);/g) ?? [];
    const missing = optionsIn(messages.join('\n')).filter((one) => !options.includes(one));
    expect(missing).toEqual([]);
  });
});

test('what programs without these options say, too, names none', () => {
  const remedies = codeOf(join(root, 'libs/auth-core/src/errors/remedies'), {});
  expect(optionsIn(remedies + codeOf(kit, { only: ['api-answer.ts'] }))).toEqual([]);
});

test('an option for which the -- was forgotten is known to the launcher, with a value or without', () => {
  const helps = [
    ...samples.map(({ help }) => help),
    ...otherHelp.map((file) => readFileSync(join(root, file), 'utf8')),
    startTexts.en.options.map(([option]) => `  ${option}`).join('\n'),
  ].join('\n');
  const shown = [...helps.matchAll(/^ *(?:\['| {2})--([a-z-]+)( [A-Z]+)?/gm)].filter(
    ([, option = '']) => !known.includes(option),
  );
  const names = (isValued: boolean) =>
    [
      ...new Set(
        shown.filter(([, , value]) => Boolean(value) === isValued).map(([, name]) => name),
      ),
    ].sort();
  expect(flags).toEqual(expect.arrayContaining(names(false)));
  expect(valued).toEqual(expect.arrayContaining(names(true)));
  expect(names(true)).toContain('scopes');
});
