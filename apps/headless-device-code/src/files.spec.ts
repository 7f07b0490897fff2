// Files that are named for the service, and are not what it takes them for.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Service } from '../testing/run-service.ts';
import { until } from '@entra-flows/sample-testing';
import { useServices } from '../testing/use-services.ts';

const here = useServices();

const at = (name: string) => join(here.place.folder, name);

/** With the values as names in the place's folder. */
function start(files: Record<string, string>): Service {
  const args = Object.entries({ '--cache': 'tokens', ...files });
  return here.start(args.flatMap(([option, name]) => [option, at(name)]));
}

async function expectUsage(files: Record<string, string>, words: string): Promise<void> {
  const { code, out, err } = await start(files).ended;
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(words);
  expect(err).not.toMatch(/^\s+at /m);
}

describe('--code-file', () => {
  test.each([
    ['a text', 'buy milk\n'],
    ['JSON of another program', '{"userCode":7}\n'],
  ])('%s at that path is left as it is', async (_name, content) => {
    writeFileSync(at('notes'), content);
    await expectUsage({ '--code-file': 'notes' }, 'is no code of this service');
    expect(readFileSync(at('notes'), 'utf8')).toBe(content);
  });

  test('a link, or a pipe, is left as it is', async () => {
    symlinkSync('nowhere', at('link'));
    execFileSync('mkfifo', [at('pipe')]);
    for (const name of ['link', 'pipe'])
      await expectUsage({ '--code-file': name }, 'is no code of this service');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
  });

  test('what a killed service left, or an empty file, is replaced, and removed at the stop', async () => {
    writeFileSync(at('code.json'), '');
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const service = start({ '--code-file': 'code.json' });
      await service.event('sign-in-needed');
      await until(() => existsSync(at('code.json')) && readFileSync(at('code.json')).length > 0);
      expect(lstatSync(at('code.json')).mode & 0o777).toBe(0o644);
      await service.stop(signal);
    }
    expect(readdirSync(here.place.folder).filter((name) => name.startsWith('code.json'))).toEqual(
      [],
    );
  });

  test('what came to that path while the service runs is left as it is, and that is said', async () => {
    const service = start({ '--code-file': 'code.json' });
    await service.event('sign-in-needed');
    await until(() => existsSync(at('code.json')));
    writeFileSync(at('code.json'), 'mine now\n');
    expect((await service.stop()).err).toMatch(/code-file-failed.*is no code of this service/);
    expect(readFileSync(at('code.json'), 'utf8')).toBe('mine now\n');
  });
});

describe('two options with one file', () => {
  test.each([
    [{ '--cache': 'x', '--code-file': 'x' }, '--code-file'],
    [{ '--cache': 'x', '--code-file': 'x.code' }, '--code-file'],
    [{ '--cache': 'x', '--key-file': 'x.code.lock' }, '--key-file'],
    [{ '--cache': 'x', '--key-file': 'x' }, '--key-file'],
    [{ '--key-file': 'x', '--code-file': 'x' }, '--code-file'],
  ])('%j: names the one that needs another', async (files, option) => {
    await expectUsage(files, `Give ${option} a file of its own.`);
    expect(existsSync(at('x'))).toBe(false);
  });

  test('a name that only begins alike is another file, and allowed', async () => {
    const service = start({ '--key-file': 'tokens.key', '--code-file': 'tokens.code.json' });
    await service.event('sign-in-needed');
  });
});

test('--key-file as a link to a pipe or a device without an end is refused, and nothing waits for it', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  symlinkSync(at('pipe'), at('to-pipe'));
  symlinkSync('/dev/zero', at('to-zero'));
  for (const name of ['to-pipe', 'to-zero'])
    await expectUsage({ '--key-file': name }, 'does not hold a key');
});
