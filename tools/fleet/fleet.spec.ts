// @long some hundred devices, four times
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FleetFigures } from './run-fleet.ts';

const program = join(import.meta.dirname, 'fleet.ts');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const node = ['--conditions=source', '--import', 'tsx', program, ...args];
  return spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: string[]) {
  const child = start(...args);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}

describe('npm run fleet', () => {
  test('is what docs/fleet.md tells a reader to type', () => {
    const root = join(import.meta.dirname, '../..');
    const read = (file: string) => readFileSync(join(root, file), 'utf8');
    expect(read('docs/fleet.md')).toMatch(/^npm run fleet -- --devices 200$/m); // run below
    expect(read('package.json')).toMatch(/"fleet": "node .* tools\/fleet\/fleet\.ts"/);
  });

  test('200 devices keep to the rate in every scenario, and all end with a token', async () => {
    const { code, out, err } = await run('--devices', '200', '--json', '--report', folder);
    expect({ code, err }).toMatchObject({ code: 0 });
    const { scenarios, rate } = JSON.parse(out) as FleetFigures;
    expect(rate).toBe(20);
    const told = Object.fromEntries(scenarios.map((scenario) => [scenario.name, scenario]));
    expect(Object.keys(told)).toEqual(['power-cut', 'throttled', 'outage', 'revoked']);
    for (const { most, withoutToken } of scenarios) {
      expect(most).toBeLessThanOrEqual(20);
      expect(withoutToken).toBe(0);
    }
    // Discovery, the code and a poll are the least that each needs.
    expect(told['power-cut']).toMatchObject({
      throttled: 0,
      failed: 0,
      withToken: expect.any(Array),
    });
    expect(told['power-cut']?.requests).toBeGreaterThanOrEqual(3 * 200);
    // What the authority did not take in the first second was told so, and came once more.
    expect(told['throttled']).toMatchObject({ firstSecond: 200, throttled: 180, requests: 380 });
    expect(told['outage']?.failed).toBeGreaterThan(200);
    expect(told['outage']?.seconds).toBeGreaterThan(300);
    expect(Math.min(...(told['revoked']?.withToken ?? []))).toBeLessThan(60);
    const picture = readFileSync(join(folder, 'throttled.svg'), 'utf8');
    expect(picture).toMatch(
      /<desc id="words">.*the first second at most \d+ in one second, of 20 /,
    );
  }, 300_000);

  test('wrong options end with 2, what is right, and the help', async () => {
    const { code, err } = await run('--devices', 'many');
    expect(code).toBe(2);
    expect(err).toMatch(/^--devices is a whole number from 1 to 100000; it was "many"\.\n\nUsage:/);
  });

  test('Ctrl-C ends it with 130', async () => {
    const child = start('--devices', '50');
    const heard = text(child.stderr);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(130);
    expect(await heard).toMatch(/^The fleet stopped/m);
  });
});
