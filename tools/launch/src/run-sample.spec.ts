import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freshBundle } from '../programs.mjs';

const program = [join(import.meta.dirname, '../fixtures/sample.mjs')];
let launcherFile: string;
beforeAll(async () => {
  launcherFile = await freshBundle(join(import.meta.dirname, 'launch.ts'));
});

/** Windows has no signals to pass on. */
const posixTest = process.platform === 'win32' ? test.skip : test;

describe('a sample in the foreground', () => {
  test.each([
    [['exit', '0'], { code: 0, signal: null }],
    [['exit', '2'], { code: 2, signal: null }],
    [['exit', '130'], { code: 130, signal: null }],
  ])('%j ends as %j', async (args, expected) => {
    expect(await (await launcher(args)).end()).toEqual(expected);
  });

  posixTest('killed ends as killed', async () => {
    const end = await (await launcher(['kill', 'SIGKILL'])).end();
    expect(end).toEqual({ code: null, signal: 'SIGKILL' });
  });

  posixTest.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s that is sent to the launcher alone',
    async (signal) => {
      const run = await launcher(['wait']);
      run.child.kill(signal);
      expect(await run.end()).toEqual({ code: null, signal });
      expect(run.out()).toContain('being ended');
    },
  );

  test('gets its arguments as they were typed', async () => {
    const run = await launcher(['echo', '--scopes=a b', '', '"$HOME"', '--', '-x']);
    await run.end();
    expect(run.first).toEqual(['--scopes=a b', '', '"$HOME"', '--', '-x']);
  });
});

/** A process of its own, without a terminal: signals sent to it must not reach Jest. */
async function launcher(args: string[]) {
  const code = `
    const { runSample } = await import(${JSON.stringify(pathToFileURL(launcherFile).href)});
    const end = await runSample(${JSON.stringify(program)}, ${JSON.stringify(args)}, process.env,
      () => console.log('being ended'));
    console.log(JSON.stringify(end));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const closed = once(child, 'close');
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  while (!out.includes('\n')) await once(child.stdout, 'data');
  return {
    child,
    out: () => out,
    first: JSON.parse(out.split('\n')[0]!) as unknown,
    async end(): Promise<unknown> {
      await closed;
      return JSON.parse(out.trim().split('\n').at(-1)!);
    },
  };
}
