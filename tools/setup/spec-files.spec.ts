import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  filesUnder,
  leftOutSpecs,
  longSpecs,
  matrixRun,
  shortRun,
  specsToIgnore,
} from './spec-files.mjs';

const workspace = join(import.meta.dirname, '../..');

const { namedInputs } = JSON.parse(readFileSync(join(workspace, 'nx.json'), 'utf8')) as {
  namedInputs: Record<'unitTests' | 'e2eTests', unknown[]>;
};

function nxOf(folder: string) {
  const text = readFileSync(join(workspace, folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { nx: { targets: Record<string, { inputs?: unknown[] }> } }).nx;
}

test('finds what says of itself that it is long, beside the source and end to end', () => {
  const root = mkdtempSync(join(tmpdir(), 'long-specs-'));
  try {
    for (const folder of ['apps/one/e2e', 'apps/one/dist', 'libs/two/src', 'tools'])
      mkdirSync(join(root, folder), { recursive: true });
    const files = ['apps/one/e2e/a.spec.ts', 'libs/two/src/b.spec.ts', 'tools/c.spec.ts'];
    for (const file of [...files, 'apps/one/dist/d.spec.ts'])
      writeFileSync(join(root, file), '// @requires tmux\n// @long a thousand of them\n');
    writeFileSync(join(root, 'tools/short.spec.ts'), "test('speaks of // @long', () => {});\n");
    expect(longSpecs(root).map(({ file, target }) => ({ file, target }))).toEqual(
      files.map((file) => ({
        file: join(root, file),
        target: file.includes('/e2e/') ? 'e2e' : 'test',
      })),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('each says why it is long, and a spec that it names is there', () => {
  const names = new Set(
    ['apps', 'libs', 'tools'].flatMap((group) =>
      filesUnder(join(workspace, group), '.spec.ts').map((file) => basename(file)),
    ),
  );
  const named = longSpecs(workspace).flatMap(({ file }) => {
    const [, reason = ''] = /^\/\/ @long:? (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
    expect({ file, reason }).toEqual({ file, reason: expect.stringMatching(/\w+ \w+/) });
    return reason.match(/[\w-]+\.spec\.ts/g) ?? [];
  });
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

test('Nx takes no short run for a whole one: the targets of these specs have it among their inputs', () => {
  const specs = longSpecs(workspace);
  expect(specs.length).toBeGreaterThan(0);
  for (const { file, target } of specs) {
    const [group = '', name = ''] = relative(workspace, file).split(sep);
    const folder = group === 'tools' ? group : join(group, name);
    const named = target === 'e2e' ? 'e2eTests' : 'unitTests';
    // Without inputs of its own a target has those of nx.json.
    const inputs = nxOf(folder).targets[target]?.inputs ?? [named];
    const resolved = inputs.flatMap((one) => (one === named ? namedInputs[named] : [one]));
    expect([folder, resolved]).toEqual([folder, expect.arrayContaining([{ env: shortRun }])]);
  }
});

test('a run leaves out the long specs or not, and those of the matrix unless it is one', () => {
  const root = mkdtempSync(join(tmpdir(), 'tiers-'));
  try {
    mkdirSync(join(root, 'tools'));
    writeFileSync(join(root, 'tools/long.spec.ts'), '// @long a thousand of them\n');
    writeFileSync(join(root, 'tools/matrix.spec.ts'), '// @matrix on every Node.js\n');
    writeFileSync(join(root, 'tools/plain.spec.ts'), '');
    const ignored = (env: Record<string, string>) =>
      filesUnder(root, '.spec.ts')
        .filter((file) => specsToIgnore(root, env).some((one) => new RegExp(one).test(file)))
        .map((file) => basename(file, '.spec.ts'));
    expect(ignored({ [shortRun]: 'true' })).toEqual(['long', 'matrix']);
    expect(ignored({ [shortRun]: 'false' })).toEqual(['matrix']);
    expect(ignored({})).toEqual(['matrix']);
    expect(ignored({ [shortRun]: 'false', [matrixRun]: 'true' })).toEqual([]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('each project with a folder e2e has a target that runs it: else its specs would never fail', () => {
  const without = ['apps', 'libs']
    .flatMap((group) => readdirSync(join(workspace, group)).map((name) => join(group, name)))
    .filter((folder) => existsSync(join(workspace, folder, 'e2e')))
    .filter((folder) => !nxOf(folder).targets['e2e']);
  expect(without).toEqual([]);
});

test('leaves out the end-to-end specs that name a missing tool, and no others', () => {
  const root = mkdtempSync(join(tmpdir(), 'left-out-'));
  try {
    const e2e = join(root, 'apps/one/e2e');
    mkdirSync(join(e2e, 'deeper'), { recursive: true });
    mkdirSync(join(root, 'libs/two'), { recursive: true });
    writeFileSync(join(e2e, 'plain.spec.ts'), '// needs nothing\n');
    writeFileSync(join(e2e, 'there.spec.ts'), '// @requires tmux\n');
    writeFileSync(join(e2e, 'gone.spec.ts'), '/** @requires tmux, chromium */\n');
    writeFileSync(join(e2e, 'deeper/gone.spec.ts'), '// @requires chromium\n// @requires dbus\n');

    writeFileSync(join(e2e, 'desk.spec.ts'), '// @requires electron\n');

    const missing = [{ name: 'chromium' }, { name: 'dbus' }, { name: 'electron', mayLack: true }];
    const found = leftOutSpecs(root, missing)
      .map(({ file, needs, mustRun }) => ({ file, needs, mustRun }))
      .toSorted((a, b) => a.needs.length - b.needs.length || (a.file < b.file ? -1 : 1));
    expect(found).toEqual([
      { file: join(e2e, 'desk.spec.ts'), needs: ['electron'], mustRun: false },
      { file: join(e2e, 'gone.spec.ts'), needs: ['chromium'], mustRun: true },
      { file: join(e2e, 'deeper/gone.spec.ts'), needs: ['chromium', 'dbus'], mustRun: true },
    ]);
    expect(leftOutSpecs(root, [])).toEqual([]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
