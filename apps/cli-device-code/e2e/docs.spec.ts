import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectToControl } from '@entra-flows/identity-emulator-core';
import { personsEnvironment } from '../testing/sample-process.ts';

const root = join(import.meta.dirname, '../../..');
const documents = ['README.md', 'apps/cli-device-code/README.md', 'CONTRIBUTING.md'];

/** Each line of each `sh` block: what the docs tell a reader to type in the root of the clone. */
function commandsOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/\s*#.*$/, ''))
    .filter(Boolean);
}

const commands = [...new Set(documents.flatMap(commandsOf))];
/** These run the tests, this one among them, and are seen to pass when it does. */
const isThisRun = (command: string) => /^(npm|npx nx) test\b/.test(command);
/** This one shows what clients ask until the reader has seen enough. */
const isEndless = (command: string) => command.startsWith('npx nx serve identity-emulator');

let folder: string;
const data = () => join(folder, 'emulator');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(command: string): { child: ChildProcess; text: () => string } {
  const child = spawn(command, {
    cwd: root,
    shell: true,
    detached: true,
    env: { ...personsEnvironment(), EMULATOR_DATA: data() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => (text += part.toString()));
  }
  return { child, text: () => text };
}

/** The reader who follows the link, played by the emulator's scripted person. */
async function approveAsSoonAsAsked(text: () => string, over: AbortSignal): Promise<void> {
  while (!over.aborted && !/Code +\S+/.test(text())) await delay(50);
  if (over.aborted) return;
  const { url, secret } = JSON.parse(readFileSync(join(data(), 'control.json'), 'utf8')) as {
    url: string;
    secret: string;
  };
  await connectToControl({ url, secret }).person({ does: 'approve', as: 'adele@contoso.example' });
}

describe('what the docs tell a reader to type', () => {
  test('is there', () => {
    expect(commands).toContain('npm start');
    expect(commands).toContain('npm test');
  });

  test.each(commands.filter((command) => !isThisRun(command) && !isEndless(command)))(
    '%s',
    async (command) => {
      const { child, text } = start(command);
      const over = new AbortController();
      const signIn = approveAsSoonAsAsked(text, over.signal);
      const [code] = (await once(child, 'close')) as [number | null];
      over.abort();
      await signIn;
      expect({ code, text: text() }).toMatchObject({ code: 0 });
    },
  );

  test.each(commands.filter(isEndless))('%s, until Ctrl-C', async (command) => {
    const { child, text } = start(command);
    const over = once(child, 'close');
    while (!/adele@contoso\.example/.test(text()) && child.exitCode === null) await delay(50);
    // Ctrl-C reaches every process of the terminal.
    process.kill(-(child.pid as number), 'SIGINT');
    await over;
    expect(text()).toContain('adele@contoso.example');
  });
});
