import { spawnSync, type StdioOptions } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import stringWidth from 'fast-string-width';
import { openCommand } from '@entra-flows/sample-testing';
import { environment, npmStart, root, useNpmStart } from './start/use-npm-start.ts';

const apps = readdirSync(join(root, 'apps')).toSorted();

useNpmStart();

const listed = (text: string) =>
  [...text.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name);

/** The list as a terminal of that many columns shows it. */
async function listAt(columns: number): Promise<string[]> {
  const command = ['npm', 'start', '--silent', '--', '--list'];
  const terminal = openCommand(command, { cwd: root, env: environment(), columns });
  expect(await terminal.ended).toBe(0);
  return stripVTControlCharacters(terminal.screen()).split('\r\n');
}

describe('npm start -- --list', () => {
  test.each([
    ['en', /^ {2}cli-broker +a program on a managed machine, where users are signed in/m],
    ['ko', /^ {2}cli-broker +사용자가/m],
  ])('has one line about each app, in the language %s', (language, line) => {
    const { status, stdout, stderr } = npmStart('--', '--list', '--lang', language);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(listed(stdout).toSorted()).toEqual(apps);
    expect(stdout).toMatch(line);
    const lines = stdout.split('\n').filter((text) => text.startsWith('  '));
    expect(lines.filter((text) => /[가-힣]/.test(text))).toHaveLength(
      language === 'ko' ? apps.length : 0,
    );
  });

  test('fits a terminal of 40 columns, with each text below its name', async () => {
    const lines = await listAt(40);
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(lines).toContain('  cli-device-code');
  });

  test('fits a terminal of 80 columns', async () => {
    const lines = await listAt(80);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(listed(lines.join('\n')).toSorted()).toEqual(apps);
  });
});

describe('npm start -- SAMPLE', () => {
  test.each([
    [['--explian'], 'Did you mean --explain?'],
    [['cli-interactive', '--timeout', 'abc'], '--timeout abc is not a number of seconds'],
    [['headless-device-code', '--every=soon'], '--every soon is not a whole number'],
    [['cli-accounts', '--hands-free', '--api='], '--api has no usable value'],
    [['cli-device-code', '--username', 'x'], "Unknown option '--username'"],
    [['web-auth-code', '--port', '70000'], '--port 70000'],
    [['spa-auth-code', '--explain'], "Unknown option '--explain'"],
    [['identity-emulator', '--new-ports', '--scenario', 'nope'], 'nope'],
  ])('with wrong options %j refuses them before an emulator starts', (args, words) => {
    const { status, stdout, stderr } = npmStart('--', ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(existsSync(environment().EMULATOR_DATA)).toBe(false);
  });

  const hasElectron = existsSync(join(root, 'node_modules/electron/dist'));
  (hasElectron ? test.skip : test)('starts no emulator where Electron is missing', () => {
    const { status, stderr } = npmStart('--', 'electron-interactive');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^✕ Electron /),
    });
    expect(existsSync(environment().EMULATOR_DATA)).toBe(false);
  });

  test('that is misspelt says in two lines which was meant, without the list', () => {
    const { status, stdout, stderr } = npmStart('--', 'cli-devicecode');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      '✕ There is no sample "cli-devicecode". npm start -- --list lists all. Did you mean this?\n' +
        '    npm start -- cli-device-code\n',
    );
  });

  test('that several names hold lists these alone, and says so last', () => {
    const { status, stdout, stderr, lastLine } = npmStart('--', 'device');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const shown = ['cli-device-code', 'cli-device-code-steps', 'headless-device-code'];
    expect(listed(stderr)).toEqual(shown);
    expect(lastLine).toBe('✕ There is no sample "device". Those above have it in their names.');
  });

  test.each([
    [['accounts'], 'cli-accounts'],
    [['device-code', 'lang=ko'], 'cli-device-code --lang=ko'],
    [['cli-acounts', '-verbose'], 'cli-accounts --verbose'],
    [['explain'], '--explain'],
    [['lang=ko', 'explain'], '--lang=ko --explain'],
    [['help'], '--help'],
  ])('that is none is answered with the line that was meant: %j', (args, line) => {
    const { status, stdout, lastLine } = npmStart('--', ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(lastLine).toBe(`    npm start -- ${line}`);
  });

  test('that is like none lists those that there are, and says so last', () => {
    const { status, stdout, stderr, lastLine } = npmStart('--', 'kerberos');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(listed(stderr).toSorted()).toEqual(apps);
    expect(lastLine).toBe('✕ There is no sample "kerberos". The list above has all.');
  });

  test.each([
    ['--hands-fre', '--hands-free'],
    ['--lst', '--list'],
    ['-hands-free', '--hands-free'],
  ])(
    'with %s, which no sample has, says which option of the launcher was meant',
    (typed, meant) => {
      const { status, stdout, stderr } = npmStart('--', typed);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(`Unknown option '${typed}'. Did you mean ${meant}?`);
      expect(stderr).toMatch(/npm start -- --help lists the options\.\n$/);
    },
  );

  test('whose own option is misspelt leaves that to the sample', () => {
    const { status, stderr } = npmStart('--', 'cli-accounts', '--refrsh');
    expect([status, stderr]).toEqual([2, expect.stringContaining('Did you mean --refresh?')]);
    expect(stderr).toContain('npm start -- cli-accounts --help lists the options.');
  });

  test('in an unknown language is wrong usage', () => {
    const { status, stderr } = npmStart('--', 'cli-accounts', '--lang', 'xx');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '✕ --lang xx is none of: en, ko.\n' });
  });

  test.each([
    ['its help', 0, ['--help'], /Usage: npm start -- cli-accounts \[options\]/],
    ['its failure', 1, [], /Error +no_account_found/],
    ['wrong usage of it', 2, ['--no-such-option'], /--no-such-option/],
  ])('passes on %s with its exit code %i', (_name, code, args, said) => {
    const { status, stdout, stderr } = npmStart('--', 'cli-accounts', ...args);
    expect({ status, text: stdout + stderr }).toEqual({
      status: code,
      text: expect.stringMatching(said),
    });
  });

  test('ends with one line and 130 after Ctrl-C, and leaves no sample behind', async () => {
    const command = ['npm', 'start', '--silent', '--', '--lang', 'ko'];
    const terminal = openCommand(command, { cwd: root, env: environment(), columns: 80 });
    await terminal.shows(/로그인을 기다리는 중/);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    const [, after = ''] = terminal.screen().split(/남음 (?!.*남음 )/s);
    expect(stripVTControlCharacters(after).trim()).toBe('중지했습니다.');
  });

  test('leaves the answer of the sample last on the screen', async () => {
    const command = ['npm', 'start', '--', 'cli-device-code', '--hands-free', '--json'];
    const terminal = openCommand(command, { cwd: root, env: environment(), columns: 80 });
    expect(await terminal.ended).toBe(0);
    // npm turns a wheel, and wipes it off.
    const screen = terminal.screen().replace(/\S?\u001b\[1G\u001b\[0K/g, '');
    expect(screen.trimEnd()).toMatch(/\{"username":"adele@contoso\.example",.*\}\}$/);
  });
});

test.each([80, 40])(
  'the help fits a terminal of %i columns, in both languages',
  async (columns) => {
    for (const language of ['en', 'ko']) {
      const command = ['npm', 'start', '--silent', '--', '--help', '--lang', language];
      const terminal = openCommand(command, { cwd: root, env: environment(), columns });
      expect(await terminal.ended).toBe(0);
      const shown = stripVTControlCharacters(terminal.screen());
      const own = shown.split('cli-device-code:')[0] ?? '';
      for (const option of ['--list', '--hands-free', '--help', '--lang'])
        expect(shown.match(new RegExp(`^ *${option}\\b(?!-)`, 'gm'))).toHaveLength(1);
      expect(shown.match(/--list\b/g)).toHaveLength(1);
      expect(own).toMatch(language === 'ko' ? /샘플 목록/ : /the samples, with one/);
      const lines = own.split('\r\n');
      expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    }
  },
);

test.each([
  ['web-auth-code', 80],
  ['electron-interactive', 40],
  ['flow-comparison', 80],
])('the help of %s fits a terminal of %i columns', async (app, columns) => {
  const command = ['npm', 'start', '--silent', '--', app, '--help', '--lang', 'ko'];
  const terminal = openCommand(command, { cwd: root, env: environment(), columns });
  expect(await terminal.ended).toBe(0);
  const lines = stripVTControlCharacters(terminal.screen()).split('\r\n');
  expect(lines.join()).toContain('--lang LANG');
  expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
});

const full = existsSync('/dev/full') ? openSync('/dev/full', 'w') : undefined;
(full === undefined ? test.skip : test).each([
  [['--help']],
  [['--list']],
  [['identity-emulator', '--list']],
  [['flow-comparison', '--help']],
  [['spa-auth-code', '--help']],
  [['web-auth-code', '--help']],
  [['cli-accounts', '--help']],
])('where the disk is full, %j says so in one line, with 1', (args) => {
  const stdio: StdioOptions = ['ignore', full, 'pipe'];
  const options = { cwd: root, env: environment(), encoding: 'utf8', stdio } as const;
  const { status, stderr } = spawnSync('npm', ['start', '--silent', '--', ...args], options);
  expect(status).toBe(1);
  expect(stderr).toMatch(/could not be written/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('--hands-free gives a sample the name and the password that it would ask for', () => {
  const args = ['cli-username-password', '--hands-free', '--account', 'bruno@contoso.example'];
  expect(npmStart('--', ...args).stdout).toContain('Signed in as bruno@contoso.example');
});

test('--new-ports has others from then on, and says which', () => {
  const folder = mkdtempSync(join(tmpdir(), 'new-ports-'));
  try {
    const args = ['identity-emulator', '--data', folder, '--list'];
    const portsNow = () => {
      const text = readFileSync(join(folder, 'installation.json'), 'utf8');
      return Object.values((JSON.parse(text) as { ports: Record<string, number> }).ports);
    };
    expect(npmStart('--', ...args).status).toBe(0);
    const before = portsNow();
    const { status, stdout } = npmStart('--', ...args, '--new-ports');
    expect(status).toBe(0);
    const [a, b, c] = portsNow();
    expect(stdout).toContain(`From the next start on: ports ${a}, ${b} and ${c}.\n`);
    expect([a, b, c]).not.toEqual(before);
    expect(npmStart('--', ...args).status).toBe(0);
    expect(portsNow()).toEqual([a, b, c]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
