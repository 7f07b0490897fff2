import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { afterEach, expect, test } from '@jest/globals';
import { helpText } from './read-arguments.ts';
import { MAIN, smallStore } from './testing/small-store.ts';
import { create, home, useHome } from './testing/use-create.ts';

useHome();
afterEach(() => void chooseMessageLanguage(undefined));

const HANGUL = /[가-힣]/;
const samples = samplesOf(flowCatalog).map(({ sample }) => sample);
const copy = (folder: string, ...more: string[]) =>
  create(smallStore('0.1.0'), [join(home, folder), '--sample', 'cli-device-code', ...more]);
/** Lines without Korean, but for commands and code. */
const inEnglish = (text: string) =>
  text
    .split('\n')
    .filter(
      (line) =>
        / [a-z]{2,} [a-z]{2,} /.test(line) &&
        !HANGUL.test(line) &&
        !/^ *(?:npm|create|const) /.test(line),
    );

test('--lang ko: questions, refusals and next steps are in Korean', async () => {
  mkdirSync(join(home, 'full'));
  writeFileSync(join(home, 'full/mine.txt'), '');
  const lines = [
    await create(smallStore('0.1.0'), ['--lang', 'ko'], `1\n2\n2\n${join(home, 'asked')}\n`),
    await create(smallStore('0.1.0'), ['--lang', 'ko'], '5\n'),
    await create(smallStore('0.1.0'), ['--lang', 'ko'], ''),
    await create(smallStore('0.1.0'), ['--lang', 'ko', '--what']),
    await create(smallStore('0.1.0'), ['--lang', 'ko', 'a', 'b']),
    await create(smallStore('0.1.0'), ['app', '--lang', 'ko', '--sample', 'none']),
    await create(smallStore('0.1.0'), ['update', home, '--lang', 'ko']),
    await copy('full', '--lang', 'ko'),
    await copy('app', '--lang', 'ko', '--name', 'My App'),
    await copy('app', '--lang', 'ko'),
    await copy('app', '--lang', 'ko'),
  ];
  for (const { out, err } of lines) {
    expect(out + err).toMatch(HANGUL);
    expect(inEnglish(out + err)).toEqual([]);
  }
  expect(lines.map(({ code }) => code)).toEqual([0, 1, 2, 2, 2, 2, 2, 2, 2, 0, 2]);
  expect(lines[0]?.err).toContain('어떤 프로그램입니까?');
  expect(lines[0]?.out).toContain('\n다음:\n\n');
});

test('--lang ko: an update is told in Korean', async () => {
  await copy('app');
  writeFileSync(join(home, 'app/src/main.ts'), '// mine\n');
  const files = { 'src/main.ts': `${MAIN.join('\n')}\n// more\n`, 'README.md': undefined };
  const { code, out, err } = await create(smallStore('0.2.0', { files }), [
    ...['update', join(home, 'app'), '--lang', 'ko'],
  ]);
  expect(code).toBe(1);
  expect(out).toMatch(/^ {2}충돌 {6}src\/main\.ts$/m);
  expect(err).toContain('아무것도 쓰지 않았습니다.');
  expect(inEnglish(out + err)).toEqual([]);
});

test.each(['en', 'ko'])(
  '--help in %s lists all samples, and breaks no word at 80 columns',
  (lang) => {
    chooseMessageLanguage(lang);
    const text = helpText(samples, 80);
    for (const sample of samples) expect(text).toContain(`  ${sample} `);
    // It fits: nothing is left to break.
    expect(wrapWords(text, 80)).toBe(text);
    const words = (one: string) => one.split(/\s+/).join(' ');
    expect(words(text)).toBe(words(helpText(samples, Infinity)));
    if (lang === 'ko') expect(inEnglish(text)).toEqual([]);
  },
);

test('an update breaks no word at 60 columns of a terminal', async () => {
  await copy('app');
  const long = (word: string) => `// ${`${word} `.repeat(30).trim()}`;
  writeFileSync(join(home, 'app/src/main.ts'), `${long('mine')}\n`);
  const files = { 'src/main.ts': `${long('sample')}\n` };
  const { out, err } = await create(
    smallStore('0.2.0', { files }),
    ['update', join(home, 'app')],
    '',
    60,
  );
  for (const line of (out + err).split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  expect(out).toMatch(/^ {2}\+ \/\/ sample .*\n {4}sample /m);
  expect(err).toMatch(/^ {2}mine: {2}\/\/ mine .*\n {9}mine /m);
});
