import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { MAIN, type SmallChanges, smallStore } from './testing/small-store.ts';
import { create, filesIn, home, read, useHome } from './testing/use-create.ts';

useHome();
beforeEach(async () => {
  const args = [join(home, 'app'), '--sample', 'cli-device-code'];
  expect(await create(smallStore('0.1.0'), args)).toMatchObject({ code: 0 });
});

const update = (version: string, changes: SmallChanges = {}, ...args: string[]) =>
  create(smallStore(version, changes), ['update', join(home, 'app'), ...args]);
const write = (path: string, text: string) => {
  const file = join(home, 'app', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
/** The program of the copy with other lines in it. */
const main = (changes: Record<number, string>) =>
  `${MAIN.map((line, index) => changes[index + 1] ?? line.replace('entra-flows', 'app')).join('\n')}\n`;
const state = () => filesIn(join(home, 'app')).map((path) => [path, read('app', path)] as const);

describe('update', () => {
  test('shows what has changed in the sample, and writes nothing', async () => {
    const before = state();
    const { code, out, err } = await update('0.2.0', {
      files: { 'src/main.ts': main({ 2: '// second' }), 'src/more.ts': '// more\n' },
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('app: cli-device-code 0.1.0 → 0.2.0\n');
    expect(out).toMatch(/^ {2}replace {3}src\/main\.ts$/m);
    expect(out).toMatch(/^ {2}add {7}src\/more\.ts$/m);
    expect(out).toMatch(/^ {2}remove {4}vendor\/auth-core-0\.1\.0\.tgz$/m);
    expect(out).toMatch(/^ {2}line 2\n {2}- \/\/ two\n {2}\+ \/\/ second$/m);
    expect(out).toMatch(/\nNothing was written\. --merge writes it\.\n$/);
    expect(state()).toEqual(before);
  });

  test('--merge leaves a file executable that was', async () => {
    chmodSync(join(home, 'app/src/main.ts'), 0o755);
    await update('0.2.0', { files: { 'src/main.ts': main({ 2: '// second' }) } }, '--merge');
    expect(read('app', 'src/main.ts')).toContain('// second');
    expect(statSync(join(home, 'app/src/main.ts')).mode & 0o777).toBe(0o755);
  });

  test('of the same version has nothing to do', async () => {
    for (const args of [[], ['--merge']])
      expect(await update('0.1.0', {}, ...args)).toEqual({
        code: 0,
        out: 'app: cli-device-code 0.1.0\nNothing has changed in the sample.\n',
        err: '',
      });
  });

  test('--merge keeps what the user changed, and takes what the new version changed', async () => {
    write('src/main.ts', main({ 1: '// mine', 6: "const app = 'app'; // mine" }));
    write('src/own.ts', '// mine alone\n');
    const changed = { 'src/main.ts': main({ 3: '// third' }), 'src/more.ts': '// more\n' };
    const { code, out } = await update('0.2.0', { files: changed }, '--merge');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}merge {5}src\/main\.ts$/m);
    expect(out).toContain(
      `\nWritten. Next:\n\n  cd ${join(home, 'app')}\n  npm install --ignore-scripts\n  npm test\n`,
    );
    expect(read('app/src/main.ts')).toBe(
      main({ 1: '// mine', 3: '// third', 6: "const app = 'app'; // mine" }),
    );
    expect(read('app/src/own.ts')).toBe('// mine alone\n');
    expect(read('app/src/more.ts')).toBe('// more\n');
    expect(filesIn(join(home, 'app/vendor'))).toEqual(['auth-core-0.2.0.tgz']);
    expect(read('app/package.json')).toContain('file:vendor/auth-core-0.2.0.tgz');
    // A second time there is nothing left, and the third version merges from the second.
    expect((await update('0.2.0', { files: changed })).out).toContain('Nothing has changed');
    const third = { ...changed, 'src/main.ts': main({ 3: '// third', 4: '// fourth' }) };
    await update('0.3.0', { files: third }, '--merge');
    expect(read('app/src/main.ts')).toContain('// mine\n// two\n// third\n// fourth\n');
  });

  test('a dependency that the user added beside one with a new version is no conflict', async () => {
    const manifest = JSON.parse(read('app/package.json')) as { dependencies: object };
    const dependencies = { '@azure/msal-node': '7.2.3', axios: '1.0.0', ...manifest.dependencies };
    write('package.json', JSON.stringify({ ...manifest, dependencies }, null, 4));
    const newer = { dependencies: { '@azure/msal-node': '7.3.0' } };
    expect(await update('0.2.0', newer, '--merge')).toMatchObject({ code: 0 });
    expect(JSON.parse(read('app/package.json'))).toMatchObject({
      dependencies: {
        '@azure/msal-node': '7.3.0',
        '@entra-flows/auth-core': 'file:vendor/auth-core-0.2.0.tgz',
        axios: '1.0.0',
      },
    });
    expect(read('app/package.json')).toMatch(/^ {4}"name"/m);
  });

  test('what package.json says of the product stays as its owner has it, without a conflict', async () => {
    const manifest = JSON.parse(read('app/package.json')) as { scripts: object };
    const { name: _name, ...rest } = manifest as { name?: string };
    const own = { name: 'portal', ...rest, version: '1.3.0', private: false, author: 'Contoso' };
    write('package.json', JSON.stringify(own, null, 2));
    for (const version of ['0.2.0', '0.3.0']) {
      expect(await update(version, {}, '--merge')).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(read('app/package.json'))).toEqual({
        ...own,
        dependencies: expect.objectContaining({
          '@entra-flows/auth-core': `file:vendor/auth-core-${version}.tgz`,
        }),
      });
    }
  });

  test('a copy with packages of the registry gets their new versions', async () => {
    const folder = join(home, 'other');
    const args = [folder, '--sample', 'cli-device-code', '--registry'];
    await create(smallStore('0.1.0'), args);
    await create(smallStore('0.2.0'), ['update', folder, '--merge']);
    expect(JSON.parse(read('other/package.json'))).toMatchObject({
      dependencies: { '@entra-flows/auth-core': '0.2.0' },
    });
    expect(existsSync(join(folder, 'vendor'))).toBe(false);
  });

  test('line ends of Windows change no line, and stay', async () => {
    for (const path of [
      'src/main.ts',
      '.entra-flows/base/src/main.ts.base',
      'README.md',
      'package.json',
    ])
      write(path, read('app', path).replaceAll('\n', '\r\n'));
    write('src/main.ts', read('app/src/main.ts').replace('// one', '// mine'));
    write('package.json', read('app/package.json').replace('7.2.3', '7.2.4'));
    const files = { 'src/main.ts': main({ 3: '// third' }), 'README.md': '# cli\n\nNew.\n' };
    expect(await update('0.2.0', { files }, '--merge')).toMatchObject({ code: 0 });
    expect(read('app/src/main.ts')).toContain('// mine\r\n// two\r\n// third\r\n// four\r\n');
    // One that the user did not change, and one that is merged by its keys.
    expect(read('app/README.md')).toMatch(/^# .*\r\n\r\nNew\.\r\n$/);
    expect(read('app/package.json')).not.toMatch(/[^\r]\n/);
  });

  test('a file that the user removed stays away; one that the sample lost goes, unless it was edited', async () => {
    rmSync(join(home, 'app/src/main.ts'));
    const files = { 'src/main.ts': main({ 1: '// first' }), 'README.md': undefined };
    const { out } = await update('0.2.0', { files }, '--merge');
    expect(out).toMatch(/keep {6}src\/main\.ts \(you removed it: it stays away\)/);
    expect(filesIn(join(home, 'app')).filter((path) => /main|README/.test(path))).toEqual([
      '.entra-flows/base/src/main.ts.base',
    ]);
  });

  test('an edited file that the sample lost is kept', async () => {
    write('README.md', '# mine\n');
    const { out } = await update('0.2.0', { files: { 'README.md': undefined } }, '--merge');
    expect(out).toMatch(/keep {6}README\.md \(you changed it; the sample no longer has it\)/);
    expect(read('app/README.md')).toBe('# mine\n');
  });

  test('a file that both the user and the sample removed is not told as one of the new version', async () => {
    rmSync(join(home, 'app/README.md'));
    const { out } = await update('0.2.0', { files: { 'README.md': undefined } }, '--merge');
    expect(out).not.toContain('README.md');
  });

  test('a tarball that is gone is written again', async () => {
    rmSync(join(home, 'app/vendor'), { recursive: true });
    expect((await update('0.1.0', {}, '--merge')).out).toMatch(/add {7}vendor\/auth-core-0\.1\.0/);
    expect(read('app/vendor/auth-core-0.1.0.tgz')).toBe('auth-core 0.1.0');
  });

  test('that was interrupted after the first files can be run again', async () => {
    write('src/main.ts', main({ 1: '// mine' }));
    const files = { 'src/main.ts': main({ 3: '// third' }) };
    const record = read('app/entra-flows.json');
    await update('0.2.0', { files }, '--merge');
    write('entra-flows.json', record);
    expect(await update('0.2.0', { files }, '--merge')).toMatchObject({ code: 0 });
    expect(read('app/src/main.ts')).toBe(main({ 1: '// mine', 3: '// third' }));
  });
});

describe('a conflict', () => {
  const files = {
    'src/main.ts': main({ 2: '// second', 5: '// fifth' }),
    'src/more.ts': '// more\n',
  };

  test('stops the update, says where, and writes nothing', async () => {
    write('src/main.ts', main({ 2: '// mine' }));
    const before = state();
    for (const args of [[], ['--merge']]) {
      const { code, out, err } = await update('0.2.0', { files }, ...args);
      expect(code).toBe(1);
      expect(out).toMatch(/^ {2}conflict {2}src\/main\.ts$/m);
      // The rest of the difference is not hidden by it.
      expect(out).toMatch(/^ {2}- \/\/ five\n {2}\+ \/\/ fifth$/m);
      expect(out).toMatch(/^src\/more\.ts\n {2}line 1\n/m);
      expect(err).toContain('src/main.ts:2\n  mine:  // mine\n  new:   // second\n');
      expect(err).toContain('Nothing was written.');
      expect(state()).toEqual(before);
    }
  });

  test('is settled by the user, or by --prefer', async () => {
    write('src/main.ts', main({ 2: '// mine' }));
    const kept = await update('0.2.0', { files }, '--merge', '--prefer', 'mine');
    expect(kept.out).toMatch(
      /Yours stays here .*:\n\nsrc\/main\.ts:2\n {2}mine: {2}\/\/ mine\n {2}new: {3}\/\/ second\n\nWritten\./,
    );
    expect(read('app/src/main.ts')).toBe(main({ 2: '// mine', 5: '// fifth' }));
    const later = { ...files, 'src/main.ts': main({ 2: '// two!', 5: '// fifth' }) };
    expect((await update('0.3.0', { files: later }, '--merge')).code).toBe(1);
    const shown = await update('0.3.0', { files: later }, '--prefer', 'new');
    expect(shown.out).toMatch(/takes the place of yours[^]*src\/main\.ts:2[^]*Nothing was written/);
    const replaced = await update('0.3.0', { files: later }, '--merge', '--prefer', 'new');
    expect(replaced.out).toMatch(/takes the place of yours here .*:\n\nsrc\/main\.ts:2\n/);
    expect(read('app/src/main.ts')).toBe(main({ 2: '// two!', 5: '// fifth' }));
  });

  test('is merged by hand as its text says: both sides in one place, then --prefer mine', async () => {
    write('src/main.ts', main({ 2: '// mine' }));
    const { err } = await update('0.2.0', { files }, '--merge');
    expect(err.replace(/\s+/g, ' ')).toContain(
      'put what is new into your lines, then run it again with --prefer mine',
    );
    write('src/main.ts', main({ 2: '// mine\n// second' }));
    expect((await update('0.2.0', { files }, '--merge', '--prefer', 'mine')).code).toBe(0);
    expect(read('app/src/main.ts')).toBe(main({ 2: '// mine\n// second', 5: '// fifth' }));
  });

  test('in package.json is named by its key', async () => {
    write('package.json', read('app/package.json').replace('7.2.3', '7.2.9'));
    const { err } = await update('0.2.0', { dependencies: { '@azure/msal-node': '7.3.0' } });
    expect(err).toContain(
      'package.json:dependencies.@azure/msal-node\n  mine:  "7.2.9"\n  new:   "7.3.0"\n',
    );
  });

  test('is a file of the user in the place of a new one', async () => {
    write('src/more.ts', '// mine\n');
    const { code, err } = await update('0.2.0', { files }, '--merge');
    expect([code, err]).toEqual([1, expect.stringContaining('src/more.ts:1\n  mine:  // mine\n')]);
  });

  test('is a file in another encoding, which a merge would damage', async () => {
    const latin = Buffer.from(main({ 1: '// caf\u00E9' }), 'latin1');
    const path = join(home, 'app/src/main.ts');
    writeFileSync(path, latin);
    const { code, err } = await update('0.2.0', { files }, '--merge');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('src/main.ts:the whole file\n  mine:  it is not UTF-8 text\n'),
    ]);
    expect(await update('0.2.0', { files }, '--merge', '--prefer', 'mine')).toMatchObject({
      code: 0,
      out: expect.stringContaining('src/main.ts:the whole file'),
    });
    expect(readFileSync(path)).toEqual(latin);
    const later = { files: { ...files, 'src/main.ts': main({ 4: '// 4' }) } };
    await update('0.3.0', later, '--merge', '--prefer', 'new');
    expect(read('app/src/main.ts')).toBe(main({ 4: '// 4' }));
  });

  test('is a tarball that is not the one that was created', async () => {
    write('vendor/auth-core-0.1.0.tgz', 'tampered');
    const again = await update('0.1.0', {}, '--merge');
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('not the tarball that was created'),
    ]);
    const later = await update('0.2.0', {}, '--merge');
    expect(later.out).toMatch(/keep {6}vendor\/auth-core-0\.1\.0\.tgz \(it is not the tarball/);
    expect(read('app/vendor/auth-core-0.1.0.tgz')).toBe('tampered');
  });
});

describe('a record that cannot be used', () => {
  const refused = async (words: string, args: string[] = []) => {
    const before = filesIn(home);
    const { code, out, err } = await update('0.2.0', {}, '--merge', ...args);
    expect([code === 0, out, err]).toEqual([false, '', expect.stringContaining(words)]);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(filesIn(home)).toEqual(before);
  };
  const edit = (change: object) =>
    write(
      'entra-flows.json',
      JSON.stringify({ ...(JSON.parse(read('app/entra-flows.json')) as object), ...change }),
    );
  const hash = 'sha512-AAAA';

  test.each([
    [{ files: { '../victim': hash } }, 'a path leaves the folder'],
    [{ files: { '/etc/passwd': hash } }, 'a path leaves the folder'],
    [{ files: { 'C:/victim': hash } }, 'a path leaves the folder'],
    [{ files: { 'src\\..\\..\\victim': hash } }, 'a path leaves the folder'],
    [{ files: { '.git/hooks/pre-commit': hash } }, 'a path leaves the folder'],
    [{ files: { '.GIT/hooks/pre-commit': hash } }, 'a path leaves the folder'],
    [{ files: { ['a'.repeat(5000)]: hash } }, 'a path is longer than 200 characters'],
    [{ files: { 'src/main.ts': 'md5' } }, 'files.src/main.ts'],
    [{ version: 'latest' }, 'version'],
    [{ packages: 'https://evil.example' }, 'packages'],
    [{ origin: 'another' }, 'origin'],
    [{ more: 1 }, 'more'],
    [{ sample: '__proto__' }, 'it was edited'],
    [{ sample: 'web-auth-code' }, 'it was edited'],
    [{ name: 'other' }, 'it was edited'],
    [{ packages: 'registry' }, 'it was edited'],
    [{ version: '0.0.9' }, 'it was edited'],
    [{ files: {} }, 'it was edited'],
    [{ integrity: hash }, 'it was edited'],
    [{ integrity: undefined }, 'integrity'],
    [{ name: '../x' }, 'name: it cannot be the name of a package'],
    [{ version: '0.10.0' }, 'This copy is of version 0.10.0, and this command of version 0.2.0'],
  ])('is one with %j', async (change, words) => {
    writeFileSync(join(home, 'victim'), '');
    edit(change);
    await refused(words);
    expect(existsSync(join(home, 'victim'))).toBe(true);
  });

  test('is none that a formatter has written anew', async () => {
    const { files, ...fields } = JSON.parse(read('app/entra-flows.json')) as { files: object };
    const turned = { files: Object.fromEntries(Object.entries(files).toReversed()), ...fields };
    const text = JSON.stringify(turned, null, '\t').replaceAll('\n', '\r\n');
    write('entra-flows.json', `\uFEFF${text}\r\n`);
    expect(await update('0.2.0', {}, '--merge')).toMatchObject({ code: 0, err: '' });
  });

  test('is one that is no JSON, a huge one, and a folder without one', async () => {
    write('entra-flows.json', '{');
    await refused('entra-flows.json cannot be used: it is not JSON');
    truncateSync(join(home, 'app/entra-flows.json'), 3e9);
    await refused('it has 3000000000 bytes, and a record at most 1000000');
    rmSync(join(home, 'app/entra-flows.json'));
    await refused('has no entra-flows.json');
  });

  test('is one whose base was edited, or is gone', async () => {
    write('.entra-flows/base/src/main.ts.base', '// not as created\n');
    await refused('.entra-flows/base/src/main.ts.base is not the file that was created');
    rmSync(join(home, 'app/.entra-flows'), { recursive: true });
    await refused('.base is missing');
  });

  test.each(['entra-flows.json', '.entra-flows', 'src', 'src/main.ts', 'vendor'])(
    'is one behind a link in the place of %s',
    async (path) => {
      const outside = join(home, 'outside');
      const place = join(home, 'app', path);
      const content = path.includes('.') && !path.startsWith('.') ? readFileSync(place) : undefined;
      rmSync(place, { recursive: true });
      if (content) writeFileSync(outside, content);
      else mkdirSync(outside);
      symlinkSync(outside, place);
      await refused('is a link, and nothing is written through one');
    },
  );

  test.each(['entra-flows.json', 'src/main.ts'])(
    'is one with a pipe in the place of %s, for which reading would wait for ever',
    async (path) => {
      rmSync(join(home, 'app', path));
      execFileSync('mkfifo', [join(home, 'app', path)]);
      await refused('is in the place of a file');
    },
  );
});
