// What --explain tells. It reads what auth-core publishes, so each sample tells its own flow.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { emulator, openTerminal, place, useSample } from '@entra-flows/sample-testing';

const ADELE = 'adele@contoso.example';
useSample('cli-device-code', { deviceCode: { interval: 0.05 } });
beforeEach(async () => {
  await emulator.control.user({ does: 'approve', as: ADELE });
});

const run = async (args: string[], env: NodeJS.ProcessEnv = {}) => place.run(args, env).ended;
const stepsOf = (text: string) => [...text.matchAll(/^ {4}\d {2}(.*)$/gm)].map(([, step]) => step);

describe('--explain', () => {
  test('tells a first run and a second one in a few lines, with a link', async () => {
    const first = await run(['--explain']);
    const steps = stepsOf(first.out);
    expect(steps).toEqual([
      'looked in the token cache: found nobody',
      'asked the authority where its endpoints are',
      expect.stringMatching(/^asked the authority for a code: good for 15 min, polled every/),
      expect.stringMatching(/^polled (once|\d+ times): then the user had signed in/),
      expect.stringMatching(/^called localhost:\d+\/.*\/me with the token: 200 in \d+ ms$/),
    ]);
    expect(first.out).toMatch(
      /^ {2}More {3}https:\/\/learn\.microsoft\.com\/entra\/.*device-code$/m,
    );
    const second = await run(['--explain']);
    expect(stepsOf(second.out).slice(0, 2)).toEqual([
      `looked in the token cache: found ${ADELE}`,
      'asked MSAL for a token silently: one in the cache is still good, no request went to the authority',
    ]);
    expect(first.out + second.out).not.toMatch(/eyJ|\u001b/);
  });

  test('tells of a sign-out what it took away, and what stays', async () => {
    await run([]);
    const { out } = await run(['--sign-out', '--explain']);
    expect(stepsOf(out)).toEqual([
      `took ${ADELE} and all tokens of this sign-in out of the cache of this machine`,
      'no request went to the authority: a session in the browser stays, and tokens that are out are good until they expire',
    ]);
    const again = await run(['--sign-out', '--explain']);
    expect(stepsOf(again.out)).toEqual(['looked in the token cache: found nobody']);
  });

  test('in Korean, with the Korean documentation', async () => {
    const { out } = await run(['--explain', '--lang', 'ko']);
    expect(out).toContain('무슨 일이 있었나');
    expect(stepsOf(out)[0]).toBe('토큰 캐시에서 계정을 찾지 못함: 로그인한 사용자가 없음');
    expect(out).toContain('https://learn.microsoft.com/ko-kr/entra/');
  });

  test('with --json goes to stderr, and stdout has the object alone', async () => {
    const { out, err } = await run(['--explain', '--json']);
    expect(JSON.parse(out)).toMatchObject({ username: ADELE });
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(stepsOf(err).length).toBeGreaterThan(3);
  });

  test('tells a failure too: how often the user was waited for, and the code', async () => {
    await emulator.control.user({ does: 'decline', as: ADELE });
    const { code, out } = await run(['--explain']);
    expect(code).toBe(1);
    expect(stepsOf(out).at(-2)).toMatch(/^polled .*no token/);
    expect(stepsOf(out).at(-1)).toMatch(/^ended with /);
  });

  test('at a terminal comes before what to try next, and is not proposed again', async () => {
    const terminal = openTerminal(place, ['--explain'], 80);
    await terminal.ended;
    const text = terminal.screen().replace(/\r?\n|\r/g, '\n');
    expect(text).toMatch(
      /Retail Manager\n\n {2}What happened\n {4}1 {2}looked[^]*\n\n {2}Next {3}/,
    );
    expect(text.slice(text.indexOf('Next  '))).not.toContain('--explain');
    expect(text.split('\n').filter((line) => line.length > 80 && !/https:\S+$/.test(line))).toEqual(
      [],
    );
  });
});
