// @long runs Jest in a copy of the tree
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judgeMutants, type MutantOf, type Verdict } from './judge-mutants.ts';

const SOURCE = 'export const isOpen = (name) => name === "door";\n';
const SPEC = `import { isOpen } from './lock.js';
test('only the door is open', () => expect([isOpen('door'), isOpen('wall')]).toEqual([true, false]));
`;
let root: string;
const temporary = process.env['TMPDIR'];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mutants-tree-'));
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'mutants-copies-'));
  const folder = join(root, 'libs/lock');
  mkdirSync(join(root, 'node_modules/@entra-flows'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const modules = join(import.meta.dirname, '../../node_modules');
  for (const name of readdirSync(modules))
    if (name !== '@entra-flows') symlinkSync(join(modules, name), join(root, 'node_modules', name));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  writeFileSync(join(root, 'jest.config.js'), 'export default { transform: {} };\n');
  writeFileSync(join(folder, 'lock.js'), SOURCE);
  writeFileSync(join(folder, 'lock.spec.js'), SPEC);
  writeFileSync(join(folder, 'failing.spec.js'), `test('fails', () => expect(1).toBe(2));\n`);
  execFileSync('git', ['init', '--quiet'], { cwd: root });
});
afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(process.env['TMPDIR'] ?? '', { recursive: true });
  if (temporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporary;
});

/** Jest's own cache is not one. */
const copies = () =>
  readdirSync(process.env['TMPDIR'] ?? '').filter((name) => name.startsWith('entra-flows'));

const mutant = (name: string, to: string, more: Partial<MutantOf> = {}): MutantOf => ({
  ...{ name, file: 'lock.js', changes: ['name === "door"', to] },
  ...{ project: 'libs/lock', spec: 'lock.spec.js', ...more },
});

async function judge(mutants: MutantOf[], signal = new AbortController().signal) {
  const verdicts: Verdict[] = [];
  const onVerdict = (verdict: Verdict) => void verdicts.push(verdict);
  await judgeMutants({ root, mutants, parallel: 2, signal, onVerdict });
  return Object.fromEntries(verdicts.map(({ mutant: { name }, is, why }) => [name, [is, why[0]]]));
}

test('each mutant is judged by its spec, in a copy that is gone afterwards', async () => {
  const verdicts = await judge([
    mutant('everything is open', 'true'),
    mutant('the same in other words', '"door" === name'),
    mutant('of long ago', '', { changes: ['what was here', ''] }),
    mutant('noticed by a spec that fails anyway', 'true', { spec: 'failing.spec.js' }),
  ]);
  expect(verdicts).toEqual({
    'everything is open': ['killed', 'only the door is open'],
    'the same in other words': ['survived', 'lock.spec.js passes all the same'],
    'of long ago': ['no longer applies', 'lock.js does not hold: what was here'],
    'noticed by a spec that fails anyway': ['cannot be judged', 'without the mutant:'],
  });
  expect(readFileSync(join(root, 'libs/lock/lock.js'), 'utf8')).toBe(SOURCE);
  expect(copies()).toEqual([]);
});

test('a run that is stopped leaves nothing behind either', async () => {
  const stop = new AbortController();
  const run = judge([mutant('everything is open', 'true')], stop.signal);
  setTimeout(() => stop.abort(new Error('stopped')), 300);
  await expect(run).rejects.toThrow('stopped');
  expect(copies()).toEqual([]);
});
