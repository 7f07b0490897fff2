import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openCommand } from '@entra-flows/sample-testing';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
  writeFileSync(join(folder, 'package-lock.json'), '{"packages":{}}');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `installPackages` with a program in the place of npm, and then says that the sample runs. */
function install(npm: string, env: NodeJS.ProcessEnv = {}) {
  const cli = join(folder, 'npm-cli.js');
  writeFileSync(cli, `require('fs').appendFileSync('runs', 'npm\\n');\n${npm}`);
  const module = pathToFileURL(join(import.meta.dirname, 'before-install.mjs')).href;
  const program = `import { installPackages } from '${module}';
    await installPackages(process.argv[1]);
    console.log('the sample runs');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    env: { PATH: process.env['PATH'], LANG: 'C', npm_execpath: cli, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.err += part.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...text }));
  const says = async (pattern: RegExp) => {
    while (!pattern.test(text.err)) await once(child.stderr, 'data');
  };
  return { child, ended, says };
}

const runs = () => readFileSync(join(folder, 'runs'), 'utf8').match(/npm/g)?.length;
const succeeds = `require('fs').mkdirSync('node_modules', { recursive: true });
  require('fs').writeFileSync('node_modules/.package-lock.json', '{"packages":{}}');`;
const fails = (error: object) =>
  `console.log(JSON.stringify({ error: ${JSON.stringify(error)} })); process.exit(1);`;

test('installs, and leaves stdout to the sample', async () => {
  const { code, out, err } = await install(`console.log('{"added": 700}'); ${succeeds}`).ended;
  expect({ code, out }).toEqual({ code: 0, out: 'the sample runs\n' });
  expect(err).toMatch(/^Installing the npm packages [^\n]*, which takes one to three minutes\.\n$/);
});

test('waits for npm when a signal stops it, and has the last word', async () => {
  const { child, ended, says } = install(
    `process.on('SIGINT', () => setTimeout(() => { console.error('npm ends'); process.exit(1); }, 300));
    console.error('npm works');
    setTimeout(() => {}, 60_000);`,
  );
  await says(/npm works/);
  child.kill('SIGINT');
  const { code, out, err } = await ended;
  expect({ code, out }).toEqual({ code: 130, out: '' });
  expect(err).toMatch(/npm works\nnpm ends\nStopped\.\n$/);
  expect(existsSync(join(folder, '.installing'))).toBe(false);
});

test('an install that runs already is waited for, and not done again', async () => {
  const slow = `console.error('npm works'); setTimeout(() => { ${succeeds} }, 1000);`;
  const first = install(slow);
  await first.says(/npm works/);
  const second = await install(slow).ended;
  expect(second).toEqual({
    code: 0,
    out: 'the sample runs\n',
    err: 'Another install of the npm packages runs here. Waiting for it.\n',
  });
  expect([(await first.ended).code, runs()]).toEqual([0, 1]);
});

test('the lock of a process that died is left over after ten seconds', async () => {
  const lock = join(folder, '.installing');
  writeFileSync(lock, '');
  utimesSync(lock, Date.now() / 1000 - 11, Date.now() / 1000 - 11);
  expect(await install(succeeds).ended).toMatchObject({ code: 0, out: 'the sample runs\n' });
});

test.each([
  [
    { code: 'ECONNREFUSED', summary: 'no connection to x.example.' },
    'no connection to x.example (ECONNREFUSED).',
    true,
  ],
  [{ code: 'ENOTFOUND', summary: 'no such host' }, 'no such host (ENOTFOUND).', true],
  [{ code: 'ENOSPC', summary: 'no space left\nmore' }, 'no space left (ENOSPC).', false],
  [
    { code: 'EUSAGE', summary: '`npm ci` needs a lockfile' },
    '`npm ci` needs a lockfile (EUSAGE).',
    false,
  ],
])(
  'a failure says its reason, and blames the network for its own alone: %j',
  async (error, why, isOfNetwork) => {
    const { code, out, err } = await install(fails(error)).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`\nThe npm packages could not be installed: ${why}\n`);
    expect(err.includes('HTTPS_PROXY')).toBe(isOfNetwork);
  },
);

test.each([
  [
    'the home folder cannot be written',
    'EACCES',
    '/no/home/.npm',
    'The npm packages could not be installed: EACCES.\n' +
      'npm cannot write /no/home/.npm. It keeps its cache in the home folder: set HOME, or npm_config_cache ' +
      'for the cache alone, to a folder that your user may write, then run the command again.\n',
  ],
  [
    'the home folder is a file',
    'ENOTDIR',
    '/no/home/.npm/_cacache',
    'The npm packages could not be installed: ENOTDIR.\nnpm cannot write /no/home/.npm/_cacache. ' +
      'It keeps its cache in the home folder: set HOME, or npm_config_cache for the cache alone, ' +
      'to a folder that your user may write, then run the command again.\n',
  ],
])('%s: what, why and what next, without the report of npm', async (_name, code, path, said) => {
  const npm = `console.error('npm error code ${code}\\nnpm error path ${path}\\nnpm error     at Body.json (x.js:1:1)');
    ${fails({ code, summary: `Invalid response body: ${code}, mkdir '${path}'` })}`;
  const { code: end, out, err } = await install(npm).ended;
  expect({ end, out }).toEqual({ end: 1, out: '' });
  expect(err.split('\n').slice(1).join('\n')).toBe(said);
});

test('what npm says of a failure that is not known here is shown', async () => {
  const npm = `console.error('npm error code EWEIRD\\nnpm error more');
    ${fails({ code: 'EWEIRD', summary: 'strange' })}`;
  const { err } = await install(npm).ended;
  expect(err).toMatch(
    /\nnpm error code EWEIRD\nnpm error more\nThe npm .* strange \(EWEIRD\)\.\nnpm says more above\./,
  );
});

test('says on a terminal every ten seconds that it goes on, and a count only where it moved', async () => {
  const cli = join(folder, 'npm-cli.js');
  const made =
    "for (const name of 'ab') require('fs').mkdirSync(`node_modules/${name}`, { recursive: true });";
  writeFileSync(cli, `${made} setTimeout(() => { ${succeeds} }, 21_000);`);
  const module = pathToFileURL(join(import.meta.dirname, 'before-install.mjs')).href;
  const program = `import { installPackages } from '${module}'; await installPackages('${folder}');`;
  const command = [process.execPath, '--input-type=module', '-e', program];
  const env = { PATH: process.env['PATH'], LANG: 'C', npm_execpath: cli };
  const terminal = openCommand(command, { cwd: folder, env, columns: 80 });
  await terminal.shows(/Still installing, 10 s so far, 2 packages are there\. Ctrl-C stops\./);
  await terminal.shows(/Still installing, 20 s so far\. Ctrl-C stops\./);
  expect(await terminal.ended).toBe(0);
}, 40_000);

test('npm that says nothing has its exit code said, in the language of the user', async () => {
  const { code, err } = await install('process.exit(7);', { LANG: 'ko_KR.UTF-8' }).ended;
  expect(code).toBe(1);
  expect(err).toContain('npm 패키지를 설치할 수 없습니다: npm 종료 코드 7.');
  expect(err).not.toContain('HTTPS_PROXY');
});

test('nothing is run where the packages are there', async () => {
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{"packages":{}}');
  expect(await install('process.exit(1);').ended).toMatchObject({ code: 0, err: '' });
});
