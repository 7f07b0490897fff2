import { afterEach, describe, expect, test } from '@jest/globals';
import { oneInProcess } from './one-in-process.ts';
import { terminalStyle, withoutColour } from './terminal-style.ts';

const UTF8 = { LANG: 'ko_KR.UTF-8', TERM: 'xterm' };
const isColoured = (isTerminal: boolean, environment: NodeJS.ProcessEnv) =>
  terminalStyle(isTerminal, environment).good('x') !== 'x';

afterEach(() => {
  oneInProcess('terminal-style.1', () => ({ noColour: false })).noColour = false;
});

describe('terminalStyle', () => {
  test.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['a pipe with an empty FORCE_COLOR', false, { FORCE_COLOR: '' }, true],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['NO_COLOR against FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['TERM=dumb', true, { TERM: 'dumb' }, false],
    ['TERM=dumb with FORCE_COLOR', true, { TERM: 'dumb', FORCE_COLOR: '1' }, true],
    ['a terminal without TERM', true, { TERM: undefined }, process.platform === 'win32'],
    ['a terminal with an empty TERM', true, { TERM: '' }, process.platform === 'win32'],
    ['a terminal of CI', true, { CI: 'true' }, true],
    ['a pipe of CI', false, { CI: 'true' }, false],
  ])('%s', (_name, isTerminal, more, expected) => {
    expect(isColoured(isTerminal, { ...UTF8, ...more })).toBe(expected);
  });

  test('has no colours after --no-color, whatever is set', () => {
    withoutColour();
    expect(isColoured(true, { ...UTF8, FORCE_COLOR: '1' })).toBe(false);
  });

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['a UTF-8 locale', { LANG: 'C.UTF-8' }, '✓'],
    ['LC_ALL before LANG', { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }, '[ok]'],
    ['another locale', { LANG: 'ko_KR.eucKR' }, '[ok]'],
    ['the console of Linux', { LANG: 'C.UTF-8', TERM: 'linux' }, '[ok]'],
  ])('has signs that the terminal can show: %s', (_name, environment, sign) => {
    expect(terminalStyle(false, environment).signs.ok).toBe(sign);
  });
});
