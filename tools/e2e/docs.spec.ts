import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandsOf, commandsRun, root } from './docs/commands-run.ts';
import { firstDocuments, otherDocuments, runElsewhere } from './docs/documents.ts';

test('the documents tell a reader to start and to test', () => {
  expect(commandsOf('README.md')).toEqual(expect.arrayContaining(['npm start', 'npm test']));
});

test('the commands of every document are run by some test', () => {
  const withCommands = documents().filter((document) => commandsOf(document).length > 0);
  const run = [...firstDocuments, ...otherDocuments, ...Object.keys(runElsewhere)];
  expect(withCommands.toSorted()).toEqual(run.toSorted());
  const missing = Object.values(runElsewhere).filter((spec) => !existsSync(join(root, spec)));
  expect(missing).toEqual([]);
});

commandsRun(firstDocuments);

function documents(): string[] {
  const folders = [
    '.',
    'docs',
    'docs/decisions',
    'docs/flows',
    ...projects('apps'),
    ...projects('libs'),
  ];
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => path.endsWith('.md'))
    .map((path) => path.replace(/^\.\//, ''));
}

function projects(group: string): string[] {
  return readdirSync(join(root, group)).map((name) => `${group}/${name}`);
}
