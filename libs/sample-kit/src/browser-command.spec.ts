import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { browserCommand } from './open-link.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'browsers-')), 'Program Files');
mkdirSync(folder);
const chrome = join(folder, 'my chrome.exe');
const quoted = join(folder, `it's "my" 100%s browser`);
for (const program of [chrome, quoted]) writeFileSync(program, '');
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const link = 'https://login.example/?a=%s&b=$&';

test.each([
  ['firefox', ['firefox', link]],
  ['firefox %s', ['firefox', link]],
  ['firefox --new-window  %s --private', ['firefox', '--new-window', link, '--private']],
  ['chromium --app=%s', ['chromium', `--app=${link}`]],
  ['chromium 100%% %s', ['chromium', '100%', link]],
  ['chromium %%s', ['chromium', '%s', link]],
  [chrome, [chrome, link]],
  [quoted, [quoted, link]],
  [`${chrome} --incognito %s`, [chrome, '--incognito', link]],
  [`"/opt/not here/run" --x`, ['/opt/not here/run', '--x', link]],
  [`'/opt/not here/run'`, ['/opt/not here/run', link]],
  ['/opt/not\\ here/run', ['/opt/not here/run', link]],
  ['/opt/not here/run', ['/opt/not', 'here/run', link]],
])('%s', (entry, expected) => {
  expect(browserCommand(entry, link)).toEqual(expected);
});
