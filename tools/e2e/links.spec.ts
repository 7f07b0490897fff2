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

test('each table of a document can be read without scrolling sideways', () => {
  // Some 8 px a letter, and 27 of margins and lines; GitHub's column has about 900 px.
  const wide = documents.flatMap((document) =>
    tablesOf(document)
      .map((table) => ({ document, starts: table[0]?.slice(0, 60), width: leastWidth(table) }))
      .filter(({ width }) => width > 900),
  );
  expect(wide).toEqual([]);
});

/** The lines of each table, without code around it. */
function tablesOf(document: string): string[][] {
  const prose = textOf(document).replaceAll(/^ *```.*?^ *```/gms, '');
  return [...prose.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => table.trim().split('\n'));
}

/** px that a table takes when every cell is broken wherever a browser breaks it. */
function leastWidth(table: string[]): number {
  const columns: number[] = [];
  for (const row of table.filter((line) => !/^[|:\s-]+$/.test(line)))
    for (const [at, cell] of row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .entries()) {
      const seen = cell.replaceAll(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?|<[^>]*>|[`*]/g, '$1');
      const words = seen.split(/\s+|(?<=[-/?])/).map((word) => word.length);
      columns[at] = Math.max(columns[at] ?? 0, ...words);
    }
  return columns.reduce((sum, letters) => sum + letters * 8 + 27, 0);
}

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
