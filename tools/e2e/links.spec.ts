import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { expect, test } from '@jest/globals';
import { findUnprovenClaims } from '../docs/parity-claims.ts';
import { filesUnder } from '../setup/spec-files.mjs';
import { root } from './docs/commands-run.ts';

const documents = filesUnder(root, '.md').map((path) => relative(root, path).replaceAll(sep, '/'));

/** Links of all documents but to other hosts, from the workspace's folder; code is left out. */
const links = documents.flatMap((document) => {
  const prose = textOf(document).replaceAll(/^ *```.*?^ *```|`[^`\n]*`/gms, '');
  return [...prose.matchAll(/\[([^[\]]*)\](?:\(|: )((?!\w+:)[^()\s]+)/g)].map(
    ([, title = '', address = '']) => {
      const [file = '', heading] = address.split('#');
      const target = file ? posix.join(dirname(document), file) : document;
      return { document, title, target, heading };
    },
  );
});

test('each link of a document leads to a file, and to a heading of it', () => {
  const dead = links.filter(
    ({ target, heading }) =>
      !existsSync(join(root, target)) || (heading && !anchorsOf(target).includes(heading)),
  );
  expect(dead).toEqual([]);
});

test('each test that the page of other languages names is there', () => {
  const named = links.filter(
    ({ document, target }) => document === 'docs/other-languages.md' && target.endsWith('.spec.ts'),
  );
  expect(named.length).toBeGreaterThan(40);
  const claims = named.map(({ document, title, target }) => ({
    ...{ section: '', state: 'documented', client: '' },
    ...{ claim: document, spec: target, title },
  }));
  expect(findUnprovenClaims(claims, root)).toEqual([]);
});

test('each file that a document names by its path is there', () => {
  const path = /`((?:apps|libs|tools|docs|executors)\/[\w./-]+)`/g;
  const missing = documents.flatMap((document) =>
    [...textOf(document).matchAll(path)]
      .map(([, file = '']) => ({ document, file }))
      .filter(({ file }) => !/\/dist\//.test(file) && !existsSync(join(root, file))),
  );
  expect(missing).toEqual([]);
});

function textOf(document: string): string {
  return readFileSync(join(root, document), 'utf8').replaceAll('\r\n', '\n');
}

/** Names of headings as GitHub makes them, and anchors that are written out. */
function anchorsOf(document: string): string[] {
  const text = textOf(document);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="(.*?)">/g)].map(([, id = '']) => id)];
}
