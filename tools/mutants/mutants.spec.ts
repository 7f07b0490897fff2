import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { allMutants } from './all-mutants.ts';
import { applyMutant, mistakes, type Mutant } from './mutant.ts';
import { readMutantsOptions } from './read-mutants-options.ts';

const root = join(import.meta.dirname, '../..');

test('each mutant still applies, has a spec, and a name of its own', async () => {
  const wrong: string[] = [];
  for (const mutant of allMutants) {
    const { project, name, file, spec, test: testName } = mutant;
    const text = await readFile(join(root, project, file), 'utf8').catch(() => '');
    try {
      if (applyMutant(mutant, text) === text) wrong.push(`${name}: it changes nothing`);
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message}`);
    }
    const path = join(root, project, spec);
    const specText = existsSync(path) ? await readFile(path, 'utf8') : undefined;
    if (specText === undefined) wrong.push(`${name}: there is no ${spec}`);
    else if (testName && !specText.includes(testName)) wrong.push(`${name}: no test ${testName}`);
  }
  const names = allMutants.map(({ project, name }) => `${project} ${name}`);
  expect([wrong, names.length]).toEqual([[], new Set(names).size]);
});

test('a mutant whose text is gone, or there twice, no longer applies', () => {
  const [mutant] = mistakes('f.ts', 's', { a: ['one', 'two'] }) as [Mutant];
  expect(applyMutant(mutant, 'a one b')).toBe('a two b');
  expect(() => applyMutant(mutant, 'a b')).toThrow('f.ts does not hold: one');
  expect(() => applyMutant(mutant, 'one one')).toThrow('f.ts holds 2 times: one');
});

test('options', () => {
  expect(readMutantsOptions(['--only', 'a', '--only', 'b', '--parallel', '3'])).toEqual({
    ...{ only: ['a', 'b'], list: false, parallel: 3 },
  });
  expect(readMutantsOptions(['-h'])).toEqual({ help: true });
  expect(() => readMutantsOptions(['--parallel', '0'])).toThrow('from 1 to 99');
  expect(() => readMutantsOptions(['--all'])).toThrow("'--all'");
});
