// @long lint runs the check itself; this shows that it fails
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { undocumentedExports } from './documented-exports.mjs';

test('an export, and a member of what it takes or returns, that has no docstring is named with its place', () => {
  expect(
    lint(`/** Its options. */
interface Options {
  /** ms */
  timeout: number;
  signal?: AbortSignal;
  kind: 'one';
}
/** Does it. */
export function act(options: Options): Promise<{ done: boolean }> {
  return Promise.resolve({ done: options.timeout > 0 });
}
export type Undocumented = string;
interface Hidden { secret: string }
const hidden: Hidden = { secret: '' };
void hidden;
`),
  ).toEqual([
    `act.signal has no docstring: libs/one/src/index.ts:5`,
    `act.done has no docstring: libs/one/src/index.ts:9`,
    `Undocumented has no docstring: libs/one/src/index.ts:12`,
  ]);
});

test('a library whose exports all have one is in order', () => {
  expect(lint(`/** How many. */\nexport const count = 1;\n`)).toEqual([]);
});

/** @returns the messages, with the file as the entry point of a library */
function lint(code: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'documented-'));
  try {
    const folder = join(root, 'libs/one/src');
    mkdirSync(folder, { recursive: true });
    const filename = join(folder, 'index.ts');
    writeFileSync(filename, code);
    writeFileSync(join(root, 'tsconfig.base.json'), '{"compilerOptions":{"strict":true}}');
    return undocumentedExports(root, [filename]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
