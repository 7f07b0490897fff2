// @long commands that start.spec.ts and serve.spec.ts run, as the documents print them
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandsOf, commandsRun, root } from './docs/commands-run.ts';
import { filesUnder } from '../setup/spec-files.mjs';
import { firstDocuments, otherDocuments, runElsewhere } from './docs/documents.ts';

test('the documents tell a reader to start and to test', () => {
  expect(commandsOf('README.md')).toEqual(expect.arrayContaining(['npm start', 'npm test']));
});

test('the commands of every document are run by some test', () => {
  const documents = filesUnder(root, '.md').map((file) =>
    relative(root, file).replaceAll(sep, '/'),
  );
  const withCommands = documents.filter((document) => commandsOf(document).length > 0);
  const run = [...firstDocuments, ...otherDocuments, ...Object.keys(runElsewhere)];
  expect(withCommands.toSorted()).toEqual(run.toSorted());
  const missing = Object.values(runElsewhere).filter((spec) => !existsSync(join(root, spec)));
  expect(missing).toEqual([]);
});

commandsRun(firstDocuments);
