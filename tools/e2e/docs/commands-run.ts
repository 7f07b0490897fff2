import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectToControl, followSignIn } from '@entra-flows/identity-emulator';
import {
  browserStandIn,
  openCommand,
  usersEnvironment,
  type Terminal,
} from '@entra-flows/sample-testing';
import { removePlace } from '../start/use-npm-start.ts';

export const root = join(import.meta.dirname, '../../..');

/** Each line of each `sh` block: what the document tells a reader to type in the root of the clone. */
export function commandsOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8').replaceAll('\r\n', '\n');
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```/gms)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n'));
  return [...new Set(lines.map((line) => line.replace(/\s*#.*$/, '').trim()).filter(Boolean))];
}

/** These run the tests, this one among them, and are seen to pass when it does. */
const isThisRun = (command: string) => /^(npm|npx nx) test\b/.test(command);
/** Shows what clients ask, or serves a page, until the reader has seen enough. */
const isEndless = (command: string) =>
  /^(npx nx serve|npm start --) (identity-emulator|spa-auth-code|headless-device-code|flow-comparison)\b/.test(
    command,
  ) && !command.endsWith('--list');
/** Another program may have the port of the document. */
const onFreePort = (command: string) =>
  /^(npx nx serve|npm start --) (spa-auth-code|headless-device-code)$/.test(command)
    ? `${command}${command.startsWith('npx') ? ' --' : ''} --port 0`
    : command;

/**
 * Declares a test for each command of the documents: it does what its document says.
 *
 * @param documents - paths from the workspace's folder
 * @param how.withoutNpx - npx only finds Nx, and costs as much as the sample
 */
export function commandsRun(documents: readonly string[], { withoutNpx = false } = {}): void {
  const typed = (command: string) =>
    withoutNpx ? command.replace(/^npx nx\b/, 'node_modules/.bin/nx') : command;
  describe.each(documents.filter((document) => toRun(document).length > 0))('%s', (document) => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'docs-'));
    });
    afterAll(() => removePlace(folder));

    test.each(toRun(document))('%s', async (command) => {
      const terminal = openCommand(['sh', '-c', typed(onFreePort(command))], {
        cwd: root,
        env: {
          ...usersEnvironment(),
          ...browserStandIn({ folder }),
          EMULATOR_DATA: join(folder, 'emulator'),
        },
      });
      if (isEndless(command)) {
        // npm may have drawn on the line before.
        const [, address] = await terminal.shows(
          /adele@contoso\.example|\bOpen (http\S+)|event=sign-in-needed/,
        );
        if (address && command.includes('spa-auth-code'))
          expect(await (await fetch(address)).text()).toContain('Tokens in a browser');
        terminal.type('\u0003');
        return void (await terminal.ended);
      }
      const reader = playReader(terminal, join(folder, 'emulator/control.json'));
      const code = await terminal.ended;
      await reader;
      expect({ code, text: terminal.screen() }).toMatchObject({ code: 0 });
    });
  });

  /** What is the same wherever it stands is run where it stands first. */
  function toRun(document: string): string[] {
    const before = documents.slice(0, documents.indexOf(document)).flatMap(commandsOf);
    return commandsOf(document).filter(
      (command) => !isThisRun(command) && !(isEndless(command) && before.includes(command)),
    );
  }
}

/** The emulator's scripted user does what the sample asks of the reader, if it asks. */
async function playReader(terminal: Terminal, controlFile: string): Promise<void> {
  const asked =
    /Code +\S|(http:\/\/localhost:\d+\/[\w-]{8})(?![\w-])|Password of \S+ \(not shown\): /;
  const found = await terminal.shows(asked).catch(() => undefined);
  if (!found) return; // it had a token, or had nothing to ask
  const [words, link] = found;
  if (words.startsWith('Password')) return terminal.type('Password-of-Adele-1\r');
  const address = JSON.parse(readFileSync(controlFile, 'utf8')) as { url: string; secret: string };
  await connectToControl(address).user({ does: 'approve', as: 'adele@contoso.example' });
  if (link) return void (await followSignIn(link));
  // A sample with a loop of its own polls when its user presses Enter, and not before its time.
  const press = () => terminal.type('\r');
  await terminal.shows(/Press Enter after/).then(press, () => undefined);
  const early = () => setTimeout(press, 5_500).unref();
  await terminal.shows(/Not signed in yet/).then(early, () => undefined);
}
