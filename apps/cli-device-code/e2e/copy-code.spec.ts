// @long every clipboard in a terminal; the specs of sample-kit show how the code is copied
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  emulator,
  openTerminal,
  place,
  type Terminal,
  useSample,
} from '@entra-flows/sample-testing';

useSample('cli-device-code', { deviceCode: { interval: 0.2 } });

const user = () => emulator.users[0]?.username ?? '';

describe('c copies the code', () => {
  const bare = { PATH: '/nowhere', DISPLAY: '', BROWSER: '' };
  const codeOn = async (terminal: Terminal) =>
    (await terminal.shows(/Code +(\w+)\r\n[^]* left/))[1];

  /** A clipboard of the desktop that does this. */
  function clipboard(script: string): NodeJS.ProcessEnv {
    const file = join(place.folder, 'xclip');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return { DISPLAY: ':0', WAYLAND_DISPLAY: '' };
  }
  const copied = () => join(place.folder, 'copied');

  test("by the desktop's own tool, once it is asked to", async () => {
    const terminal = openTerminal(place, [], 80, clipboard(`cat > '${copied()}'`));
    const code = await codeOn(terminal);
    expect(existsSync(copied())).toBe(false);
    terminal.type('c');
    await terminal.shows(/\r\u001b\[KThe code is in the clipboard\.\r\n/);
    expect(readFileSync(copied(), 'utf8')).toBe(code);
    writeFileSync(copied(), '');
    terminal.type('c');
    await terminal.shows(/clipboard\.[^]* left[^]* left/);
    expect(readFileSync(copied(), 'utf8')).toBe(code);
    expect(terminal.screen().match(/in the clipboard/g)).toHaveLength(1);
    expect(terminal.screen()).not.toContain(']52;');
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });

  test('by the terminal where there is no tool, and over SSH', async () => {
    const env = { ...clipboard('exit 0'), SSH_CONNECTION: '10.0.0.1 22' };
    const terminal = openTerminal(place, [], 120, { ...env, LANG: 'ko_KR.UTF-8' });
    const [, code = ''] = await terminal.shows(/코드 +(\w+)\r\n[^]* 남음/);
    terminal.type('ㅊ');
    await terminal.shows(/코드를 터미널의 클립보드로 보냈습니다/);
    const asBase64 = Buffer.from(code).toString('base64');
    expect(terminal.screen()).toContain(`\u001b]52;c;${asBase64}\u0007`);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['is missing', { ...bare, TERM: 'linux' }, /There is no clipboard here\. Select/],
    ['hangs', {}, /The clipboard does not answer\. Select/],
  ])('a clipboard that %s is one line, and the wait goes on', async (_name, env, line) => {
    const terminal = openTerminal(place, [], 80, { ...clipboard('exec sleep 60'), ...env });
    await codeOn(terminal);
    terminal.type('c');
    await terminal.shows(line);
    await emulator.control.user({ does: 'approve', as: user() });
    expect(await terminal.ended).toBe(0);
  });

  test('in a terminal of 20 columns, that gets wider meanwhile', async () => {
    const terminal = openTerminal(place, [], 20, { ...clipboard('cat > /dev/null') });
    await terminal.shows(/Press Enter to open\r\nthe page here, c to/);
    terminal.resize(100);
    terminal.type('c');
    await terminal.shows(/The code is in the/);
    terminal.type('\u001c');
    expect(await terminal.ended).toBe(131);
  });
});
