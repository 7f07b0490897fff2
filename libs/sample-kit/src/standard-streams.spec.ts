// @long rare readers of an output; the specs of the samples show a pipe and a terminal
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

const LONG = 300_000; // more than a pipe holds
const module = JSON.stringify(join(import.meta.dirname, 'standard-streams.ts'));

/** Runs lines in a process of their own, as a sample would run them. */
function start(lines: string, stdio: SpawnOptions['stdio']) {
  const source = `import { standardError, writeOut } from ${module};\n${lines}\nprocess.exitCode = 0;`;
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', source];
  return spawn(process.execPath, args, { stdio });
}

const answer = `writeOut('x'.repeat(${LONG})); writeOut('end');`;

test('an answer arrives whole and in order in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streams-'));
  const file = await open(join(folder, 'answer'), 'w');
  await once(start(answer, ['ignore', file.fd, 'inherit']), 'close');
  await file.close();
  const written = await readFile(join(folder, 'answer'), 'utf8');
  await rm(folder, { recursive: true });
  expect([written.length, written.endsWith('xend')]).toEqual([LONG + 3, true]);
});

test('an answer arrives whole in a pipe that another process made one that does not wait', async () => {
  const other = `new (require('node:net').Socket)({ fd: 3, readable: false })`;
  const noWaiting = `
    import { spawnSync } from 'node:child_process';
    spawnSync(process.execPath, ['-e', ${JSON.stringify(other)}], { stdio: ['ignore', 2, 2, 1] });`;
  const child = start(`${noWaiting}\n${answer}`, ['ignore', 'pipe', 'inherit']);
  const got = await text(child.stdout as Readable);
  expect([got.length, got.endsWith('xend')]).toEqual([LONG + 3, true]);
});

test('a reader that has enough causes no failure, on either stream', async () => {
  const child = start(`standardError.write('said'); ${answer}`, ['ignore', 'pipe', 'pipe']);
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect((await once(child, 'close'))[0]).toBe(0);
});

(existsSync('/dev/full') ? test : test.skip)('a full disk is said, and is a failure', async () => {
  const full = await open('/dev/full', 'w');
  const child = start(answer, ['ignore', full.fd, 'pipe']);
  const ended = once(child, 'close');
  const said = await text(child.stderr as Readable);
  await ended;
  await full.close();
  expect(said).toMatch(
    /^(The answer could not be written to the standard output \(ENOSPC\)\.\n)+$/,
  );
  expect(child.exitCode).toBe(1);
});
