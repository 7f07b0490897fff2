import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach } from '@jest/globals';
import { runCreate } from '../run-create.ts';
import type { TemplateStore } from '../templates.ts';

/** A folder of the test. */
export let home: string;

export function useHome(): void {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'create-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
}

/** Runs the command, with what a user types at its questions; with columns in a terminal. */
export async function create(store: TemplateStore, args: string[], typed = '', columns?: number) {
  const said = { out: '', err: '' };
  const streamTo = (name: 'out' | 'err') =>
    Object.assign(
      new Writable({
        write(part: Buffer, _encoding, done) {
          said[name] += part.toString();
          done();
        },
      }),
      columns === undefined ? {} : { isTTY: true, columns },
    );
  const streams = { input: Readable.from([typed]), out: streamTo('out'), err: streamTo('err') };
  const code = await runCreate(args, () => store, streams);
  return { code, ...said };
}

/** Of all files below a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

export const read = (...path: string[]): string => readFileSync(join(home, ...path), 'utf8');
