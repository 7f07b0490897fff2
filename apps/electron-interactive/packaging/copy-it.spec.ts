import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Package {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
const project = join(import.meta.dirname, '..');
const libs = join(project, '../../libs');
const packageIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
const named = new Map(
  readdirSync(libs).map((name) => [packageIn(join(libs, name)).name, name] as const),
);

/** The libraries that a project needs, and those that these need, for its specs too. */
function neededBy(folder: string, found = new Set<string>()): Set<string> {
  const { dependencies, devDependencies } = packageIn(folder);
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const name = named.get(dependency);
    if (!name || found.has(name)) continue;
    neededBy(join(libs, name), found.add(name));
  }
  return found;
}

test('the README names every library that a copy needs, and no other', () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  const [, names = ''] = /of `libs` all but (.*?)\. /.exec(readme) ?? [];
  const kept = [...names.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  expect(kept.sort()).toEqual([...neededBy(project)].sort());
});
