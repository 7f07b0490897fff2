// What a terminal shows around the answer. Each sample has it from the same place.
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { emulator, openCommand, openTerminal, place, useSample } from '@entra-flows/sample-testing';

const ADELE = 'adele@contoso.example';
useSample('cli-device-code', { deviceCode: { interval: 0.05 } });
beforeEach(async () => {
  await emulator.control.user({ does: 'approve', as: ADELE });
});

/** As a launcher runs it. */
const launched = { SAMPLE_COMMAND: 'npm start --', SAMPLE_SIBLINGS: 'npm start -- {sample}' };

async function shown(columns: number, env: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const terminal = openTerminal(place, args, columns, { ...launched, NO_COLOR: '', ...env });
  await terminal.ended;
  return terminal.screen().replaceAll('\r\n', '\n');
}

const COLOURS = /\u001b\[\d+m/;
const bare = (text: string) => text.replace(/\r?\u001b\[K/g, '\n').replace(/\u001b\[[\d;]*m/g, '');

describe.each([80, 120])('a terminal of %i columns', (columns) => {
  test('has the outcome with a sign, and what to try next', async () => {
    const first = await shown(columns);
    expect(first).toMatch(/ {4}Code {3}\u001b\[1m\u001b\[36m\w{9}/);
    expect(first).toContain('\u001b[32m✓\u001b[39m Signed in as \u001b[1madele@');
    expect(bare(first)).toMatch(
      /\(token from the authority, \d+ min left\)\n {2}good until .+ UTC/,
    );
    expect(bare(first)).toMatch(
      /Adele Vance, Retail Manager\n\n {2}Next {3}npm start {5,}again: nobody .*\n {9}npm start -- --explain {2}/,
    );
    const second = bare(await shown(columns));
    expect(second).toMatch(/^✓ Signed in as adele@\S+ \(token from the cache, \d+ min left\)\n/m);
    expect(second).toMatch(/^ {9}npm start -- cli-interactive {2}the same in the browser/m);
    expect(second.split('\n').filter((line) => line.length > columns)).toEqual([]);
  });

  test('proposes commands with the options of this run that they need', async () => {
    const cache = join(place.folder, "adele's tokens");
    const args = ['--cache', cache, '--scopes=User.Read', '--timeout', '60', '--verbose'];
    const text = bare(await shown(columns, {}, args));
    const typed = `--cache '${place.folder}/adele'\\''s tokens'`;
    expect(text).toContain(`  Next   npm start -- ${typed} --scopes User.Read\n`);
    expect(text).toContain(` npm start -- ${typed} --sign-out\n`);
    expect(text).toContain(` npm start -- cli-interactive ${typed} --scopes User.Read\n`);
  });

  test('in Korean too', async () => {
    const text = bare(await shown(columns, { LANG: 'ko_KR.UTF-8' }));
    expect(text).toMatch(
      /^✓ adele@\S+ 사용자로 로그인했습니다 \(인증 기관이 준 토큰, \d+분 남음\)\n/m,
    );
    expect(text).toMatch(/^ {2}다음 {3}npm start {5,}다시 실행/m);
  });

  test('has a failure in two columns', async () => {
    await emulator.control.fault({ at: 'devicecode', answer: { aadsts: 'AADSTS53003' } });
    const text = await shown(columns, { BROWSER: '', DISPLAY: '' });
    expect(text).toMatch(/\u001b\[31m✕\u001b\[39m \u001b\[1mA policy/);
    expect(bare(text)).toMatch(/\n {2}Why {3}[^]*\n {2}Next {2}[^]*\n {2}Error {2}AADSTS53003/);
    expect(bare(text)).toMatch(/^ {2}Or {5}sign in on a machine with a browser or a broker\./m);
    // The command is one for that machine: here no other flow can run.
    expect(bare(text)).toMatch(/On such a machine, run\s+npm start -- cli-interactive\n/);
    const broken = bare(text).split('\n');
    expect(broken.filter((line) => line.length > columns)).toEqual([]);
  });
});

describe('without colours', () => {
  test.each<[string, NodeJS.ProcessEnv, string[]]>([
    ['NO_COLOR', { NO_COLOR: '1' }, []],
    ['--no-color', {}, ['--no-color']],
    ['TERM=dumb', { TERM: 'dumb' }, []],
  ])('%s: the same words', async (_name, env, args) => {
    const terminal = await shown(80, env, args);
    expect(terminal).not.toMatch(COLOURS);
    expect(bare(terminal)).toMatch(/^✓ Signed in as adele@/m);
  });

  test('a terminal without TERM gets no sequence of any kind', async () => {
    const command = ['env', '-u', 'TERM', process.execPath, place.bundle];
    const terminal = openCommand(command, { cwd: place.folder, env: place.env });
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain('Signed in as adele@');
    expect(terminal.screen()).not.toContain('\u001b');
  });

  test('in a pipe there are neither colours nor proposals, unless FORCE_COLOR asks for colours', async () => {
    const piped = await place.run([], launched).ended;
    expect(piped.out + piped.err).not.toContain('\u001b');
    expect(piped.out).not.toContain('Next');
    const forced = await place.run([], { FORCE_COLOR: '1' }).ended;
    expect(forced.out).toMatch(COLOURS);
  });

  test('a terminal that is not UTF-8 gets signs in ASCII', async () => {
    const text = bare(await shown(80, { LANG: 'C' }));
    expect(text).toContain('[ok] Signed in as adele@');
    expect(text.replace(/[▀▄█ ]/g, '')).toMatch(/^[\x20-\x7e\n\r]*$/);
  });
});

test('20 columns are enough: nothing is cut off, and a link stays whole', async () => {
  const text = bare(await shown(20));
  expect(text).toMatch(/^http:\/\/localhost:\d+\/devicelogin$/m);
  expect(text).toMatch(/^✓ Signed in as/m);
  expect(text).toMatch(/^ {9}npm start -- --explain\n {11}what/m);
});

test('at 40 columns link and code stand alike, and commands whole, each on its line', async () => {
  const text = bare(await shown(40, { SAMPLE_COMMAND: 'npm start -- cli-device-code' }));
  expect(text).toMatch(/^ {2}Link\n {4}http:\/\/\S+\n {2}Code\n {4}\w{9}$/m);
  expect(text).toMatch(/^ {2}Next\n npm start -- cli-device-code\n {3}again: /m);
  expect(text).toMatch(/^ npm start -- cli-device-code --sign-out\n {3}\S/m);
  expect(text.split('\n').filter((line) => line.length > 40)).toEqual([]);
});
