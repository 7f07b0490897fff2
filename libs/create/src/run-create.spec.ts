import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkFiles, checkFolder, proposedFolder } from './check-folder.ts';
import { nextSteps } from './next-steps.ts';
import { projectName } from './project-name.ts';
import { checkedTarball, integrityOf } from './templates.ts';
import { smallStore } from './testing/small-store.ts';
import { create, filesIn, home, read, useHome } from './testing/use-create.ts';

useHome();
const store = smallStore('0.1.0');
const copy = (folder: string, ...more: string[]) =>
  create(store, [join(home, folder), '--sample', 'cli-device-code', ...more]);

describe('a copy', () => {
  test('has the files of the sample, its packages, and the record of both', async () => {
    expect(await copy('My App')).toMatchObject({ code: 0, err: '' });
    const folder = join(home, 'My App');
    const own = ['README.md', 'package.json', 'src/main.ts'];
    expect(filesIn(folder)).toEqual(
      [
        ...own.map((path) => `.entra-flows/base/${path}.base`),
        ...own,
        ...['entra-flows.json', 'vendor/auth-core-0.1.0.tgz'],
      ].sort(),
    );
    const record = JSON.parse(read('My App/entra-flows.json')) as { files: object };
    expect(record).toMatchObject({
      origin: 'entra-flows',
      version: '0.1.0',
      sample: 'cli-device-code',
      name: 'my-app',
    });
    for (const [path, integrity] of Object.entries(record.files))
      expect(integrityOf(readFileSync(join(folder, path)))).toBe(integrity);
    for (const path of own)
      expect(read('My App/.entra-flows/base', `${path}.base`)).toBe(read('My App', path));
    expect(filesIn(home).every((path) => path.startsWith('My App/'))).toBe(true);
  });

  test('keeps its tokens under a name of its own', async () => {
    await copy('app', '--name', '@contoso/cli');
    expect(read('app/src/main.ts')).toContain("const app = 'contoso-cli';");
    expect(JSON.parse(read('app/package.json'))).toMatchObject({ name: '@contoso/cli' });
  });

  test('takes its packages from tarballs, or from the registry, and has the overrides', async () => {
    await copy('app');
    const [dependency, overrides] = [
      '@entra-flows/auth-core',
      { keytar: 'npm:@github/keytar@7.10.6' },
    ];
    const manifest = (folder: string) => JSON.parse(read(folder, 'package.json')) as object;
    expect(manifest('app')).toMatchObject({
      dependencies: { [dependency]: 'file:vendor/auth-core-0.1.0.tgz' },
      overrides,
    });
    await copy('other', '--registry');
    expect(manifest('other')).toMatchObject({ dependencies: { [dependency]: '0.1.0' }, overrides });
    expect(existsSync(join(home, 'other/vendor'))).toBe(false);
  });
});

describe('refused, with exit code 2 and nothing written', () => {
  const refusal = (words: string) => ({ code: 2, out: '', err: expect.stringContaining(words) });

  test('is a folder with content, unless forced, and then the rest of it stays', async () => {
    mkdirSync(join(home, 'app'));
    writeFileSync(join(home, 'app/mine.txt'), 'mine');
    expect(await copy('app')).toMatchObject(refusal('is not empty'));
    symlinkSync(join(home, 'victim'), join(home, 'app/README.md'));
    expect(await copy('app', '--force')).toMatchObject(refusal('is a link'));
    expect(filesIn(home)).toEqual(['app/mine.txt']);
    rmSync(join(home, 'app/README.md'));
    writeFileSync(join(home, 'app/README.md'), 'mine');
    const { code, out } = await copy('app', '--force');
    expect([code, out]).toEqual([0, expect.stringMatching(/^Replaced: README\.md$/m)]);
    expect(read('app/mine.txt')).toBe('mine');
  });

  test('is a copy, which the user may have edited, also with --force', async () => {
    await copy('app');
    writeFileSync(join(home, 'app/src/main.ts'), '// mine');
    for (const force of [[], ['--force']])
      expect(await copy('app', ...force)).toMatchObject(refusal('is a copy already; bring it up'));
    expect(read('app/src/main.ts')).toBe('// mine');
  });

  test('is a folder where a file would go through a link, or take the place of something else', () => {
    const refused = (words: string) =>
      expect(() => checkFiles(home, ['README.md', 'src/main.ts'])).toThrow(words);
    symlinkSync(tmpdir(), join(home, 'src'), 'junction');
    refused('is a link');
    rmSync(join(home, 'src'));
    writeFileSync(join(home, 'src'), '');
    refused('is in the place of a folder');
    mkdirSync(join(home, 'README.md'));
    refused('is in the place of a file');
  });

  test('is a file, and a link that leads nowhere', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => checkFolder(join(home, 'file'), true)).toThrow('is a file');
    symlinkSync(join(home, 'nowhere'), join(home, 'app'), 'junction');
    expect(() => checkFolder(join(home, 'app'), true)).toThrow('leads nowhere; remove it');
  });

  test('has a name that a terminal would obey, in place of showing it', () => {
    for (const name of ['a\nb', 'a\u202Eb'])
      expect(() => checkFolder(join(home, name), true)).toThrow('has a control character');
    // Between letters of Persian, for one.
    expect(() => checkFolder(join(home, 'می\u200Cخواهم'), true)).not.toThrow();
  });

  test('is a place in the workspace, by its path or through a link', () => {
    const root = join(import.meta.dirname, '../../..');
    symlinkSync(join(root, 'apps'), join(home, 'link'), 'junction');
    const places = ['apps/new', '..new', '...'].map((name) => join(root, name));
    for (const place of [root, ...places, join(home, 'link/new')])
      expect(() => checkFolder(place, true)).toThrow('inside the workspace');
    expect(() => checkFolder(join(root, '../..eject'), false)).not.toThrow();
  });

  test.each(['identity-emulator', '../libs/auth-core', '__proto__', ''])(
    'is the sample "%s", which is none',
    async (sample) => {
      const ended = await create(store, [join(home, 'app'), '--sample', sample]);
      expect(ended).toMatchObject(
        refusal(`There is no sample "${sample}". Samples: cli-device-code`),
      );
      expect(filesIn(home)).toEqual([]);
    },
  );

  test.each([
    ['My App', 'a letter or a digit first. Did you mean --name my-app?'],
    [
      'node_modules',
      'npm, Node.js or Windows uses it itself. Did you mean --name my-node_modules?',
    ],
    ['nul.app', 'Did you mean --name my-nul.app?'],
    ['http', 'Did you mean --name my-http?'],
    ['.hidden', 'Did you mean --name hidden?'],
    ["it's", 'Did you mean --name it-s?'],
    ['\uC571', 'Choose another one with --name.'],
    ['', 'Choose another one with --name.'],
  ])('is the name "%s", which npm refuses, with one that it takes', async (name, next) => {
    const ended = await copy('app', '--name', name);
    expect(ended).toMatchObject(refusal(`"${name}" cannot be the name of a package`));
    expect(ended.err).toContain(next);
    expect(filesIn(home)).toEqual([]);
  });

  test.each([
    'device-code',
    'Device-Code',
    'cli-devicecode',
    'cli-device-kode',
    'device',
    'Device code',
  ])('is the sample "%s", with the one that is meant', async (sample) => {
    const ended = await create(store, [join(home, 'app'), '--sample', sample]);
    expect(ended).toMatchObject(refusal('Did you mean --sample cli-device-code?'));
  });

  test.each([
    [['a', 'b'], 'Only one folder can be named, and there is more: "b"'],
    [[''], 'The name of the folder is empty'],
    [['--what'], "Unknown option '--what'"],
    [['--nane', 'x'], 'Did you mean --name?'],
    [['--lang', 'fr'], '--lang fr is none of: en, ko.'],
    [['a', '--merge'], '--merge belongs to update'],
    [['update', '--registry'], '--registry belongs to a new copy'],
    [['update', '--prefer', 'both'], '--prefer is mine or new, and not "both".'],
    [['update', '--prefer', 'neww'], 'and not "neww". Did you mean --prefer new?'],
  ])('is the line %j', async (args, words) => {
    const ended = await create(store, args);
    expect(ended).toMatchObject(refusal(words));
    if (args[0] !== '--lang') expect(ended.err).toContain('--help lists the options.');
  });
});

describe('a tarball', () => {
  const library = { version: '0.1.0', file: 'a.tgz', integrity: integrityOf('packed') };

  test('that is missing, or not the one that was packed, is no part of a copy', async () => {
    const path = join(home, 'a.tgz');
    expect(() => checkedTarball(path, library)).toThrow(
      /^a\.tgz is missing, in .*Nothing was written\.$/,
    );
    writeFileSync(path, 'tampered');
    expect(() => checkedTarball(path, library)).toThrow('differs from the file that was packed');
    writeFileSync(path, 'packed');
    expect(checkedTarball(path, library).toString()).toBe('packed');
    const tampered = { ...store, tarball: () => checkedTarball(join(home, 'none'), library) };
    const args = [join(home, 'app'), '--sample', 'cli-device-code'];
    expect(await create(tampered, args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is missing'),
    });
    expect(existsSync(join(home, 'app'))).toBe(false);
  });
});

test('a place that cannot be written to is named with what to do, and keeps nothing', async () => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync(join(home, 'loop'), join(home, 'loop'), 'junction');
  for (const [folder, words] of [
    ['file/app', 'A part of the path is a file'],
    ['loop/app', 'lead in a circle'],
    ['x'.repeat(300), 'Choose a shorter one'],
    [`new/folders/${'x'.repeat(300)}`, 'Choose a shorter one'],
  ] as const) {
    const ended = await copy(folder);
    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining(words) });
    expect(ended.err).toMatch(/^(?:✕|\[x\]) It was not finished: .*\n$/);
  }
  expect(filesIn(home)).toEqual(['file']);
  expect(existsSync(join(home, 'new'))).toBe(false);
});

test('a file with a second name elsewhere is replaced, and the other one stays as it is', async () => {
  writeFileSync(join(home, 'other'), 'mine');
  mkdirSync(join(home, 'app'));
  linkSync(join(home, 'other'), join(home, 'app/README.md'));
  expect(await copy('app', '--force')).toMatchObject({ code: 0 });
  expect([read('other'), read('app/README.md')]).toEqual(['mine', '# cli\n']);
});

test.each<[string, NodeJS.Platform, string]>([
  ['../my-app', 'linux', 'cd ../my-app'],
  ['my app', 'linux', "cd -- 'my app'"],
  ['-p', 'linux', "cd -- '-p'"],
  ["it's $(x)", 'linux', `cd -- 'it'\\''s $(x)'`],
  ['می\u200Cخواهم', 'linux', "cd -- 'می\u200Cخواهم'"],
  ['a\u001B[2Jb\n', 'linux', "cd -- 'a[2Jb'"],
  ['C:\\my app', 'win32', 'cd "C:\\my app"'],
])('the folder %j is gone to with what a shell takes as one name', (folder, platform, line) => {
  expect(nextSteps(folder, 'npm', platform).split('\n')[0]).toBe(`  ${line}`);
});

test('a copy in the current folder is not gone to', () => {
  for (const folder of ['.', process.cwd()])
    expect(nextSteps(folder).split('\n')[0]).toBe('  npm install --ignore-scripts');
});

test('the proposed folder is one that is not there', () => {
  expect(proposedFolder('app', home)).toBe('app');
  mkdirSync(join(home, 'app'));
  writeFileSync(join(home, 'app-2'), '');
  expect(proposedFolder('app', home)).toBe('app-3');
});

test('a name that is not that of the folder is said, with the option that chooses another', async () => {
  const { out } = await copy('MyApp');
  expect(out).toMatch(
    /^myapp: a copy of .*\nThe folder is called MyApp, .* the package is myapp, .*/,
  );
  expect(out).toContain('--name chooses another');
  for (const said of [await copy('app'), await copy('Other', '--name', 'own')])
    expect(said.out).not.toContain('The folder is called');
});

test.each([
  [['--name', 'My App'], 'Did you mean --name my-app?'],
  [['--sample', 'web'], 'There is no sample "web"'],
  [['taken'], 'is not empty'],
])('%j is refused before the first question', async (args, words) => {
  mkdirSync(join(home, 'taken'));
  writeFileSync(join(home, 'taken/mine.txt'), '');
  const given = args.map((one) => (one === 'taken' ? join(home, one) : one));
  const { code, err } = await create(store, given, '1\n2\n2\n');
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  expect(err).not.toContain('What kind of program');
});

test('a folder that is a copy, or has content, is answered with another one: no option is proposed', async () => {
  await copy('app');
  mkdirSync(join(home, 'full'));
  writeFileSync(join(home, 'full/mine.txt'), '');
  const typed = ['app', 'full', 'other'].map((folder) => `${join(home, folder)}\n`).join('');
  const { code, err } = await create(store, ['--sample', 'cli-device-code'], typed);
  expect(code).toBe(0);
  expect(err).toContain('is a copy already; bring it up to date with update, or name another');
  expect(err).toContain('is not empty; name one that is empty or not there yet');
  expect(err).not.toContain('--force');
});

test.each([
  ['../My App', 'my-app'],
  ['a/._x_.', 'x'],
])('the copy in %s is called %s', (folder, name) => {
  expect(projectName(undefined, folder)).toBe(name);
});

test.each(['앱', 'node_modules', 'Con'])(
  'a folder %s gives no name: --name is asked for',
  async (folder) => {
    const place = join(home, folder);
    const args = ['--sample', 'cli-device-code'];
    const { code, out, err } = await create(smallStore('0.1.0'), [place, ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(
      `"${folder}" gives no name that npm and Windows take: say it with --name`,
    );
    expect(existsSync(place)).toBe(false);
    // After a question, the next question is for the name, and no option is proposed.
    const typed = `${place}\nBad Name\nown\n`;
    const asked = await create(smallStore('0.1.0'), args, typed);
    expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/^own: /) });
    expect(asked.err).toMatch(
      /gives no name that npm and Windows take\. Give [^]*\nName: "Bad Name" cannot /,
    );
    expect(asked.err).toContain('Did you mean bad-name?');
    expect(asked.err).not.toContain('--name');
    rmSync(place, { recursive: true });
    const named = await create(smallStore('0.1.0'), [place, ...args, '--name', 'own-name']);
    expect(named).toMatchObject({ code: 0, out: expect.stringMatching(/^own-name: /) });
  },
);
