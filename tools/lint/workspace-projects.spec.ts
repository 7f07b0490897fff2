import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceProjects } from './workspace-projects.mjs';

const root = join(import.meta.dirname, '../..');

test('the type check reaches every project', () => {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  const reached = references.map(({ path }) => join(root, path));
  expect(reached.sort()).toEqual(
    workspaceProjects(root)
      .map(({ folder }) => folder)
      .sort(),
  );
});
