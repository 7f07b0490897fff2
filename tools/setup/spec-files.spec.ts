import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, test } from '@jest/globals';
import { leftOutSpecs, longSpecs, shortRun } from './spec-files.mjs';

const workspace = join(import.meta.dirname, '../..');

test('finds what says of itself that it is long, beside the source and end to end', () => {
  const root = mkdtempSync(join(tmpdir(), 'long-specs-'));
  try {
    for (const folder of ['apps/one/e2e', 'apps/one/dist', 'libs/two/src', 'tools'])
      mkdirSync(join(root, folder), { recursive: true });
    const files = ['apps/one/e2e/a.spec.ts', 'libs/two/src/b.spec.ts', 'tools/c.spec.ts'];
    for (const file of [...files, 'apps/one/dist/d.spec.ts'])
      writeFileSync(join(root, file), '// @requires tmux\n// @long a thousand of them\n');
    writeFileSync(join(root, 'tools/short.spec.ts'), "test('speaks of // @long', () => {});\n");
    expect(longSpecs(root)).toEqual(
      files.map((file) => ({
        file: join(root, file),
        target: file.includes('/e2e/') ? 'e2e' : 'test',
      })),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('Nx takes no short run for a whole one: the targets of these specs have it among their inputs', () => {
  const specs = longSpecs(workspace);
  expect(specs.length).toBeGreaterThan(0);
  for (const { file, target } of specs) {
    const [group = '', name = ''] = relative(workspace, file).split(sep);
    const folder = group === 'tools' ? group : join(group, name);
    const { nx } = JSON.parse(readFileSync(join(workspace, folder, 'package.json'), 'utf8')) as {
      nx: { targets: Record<string, { inputs?: unknown[] }> };
    };
    expect([folder, nx.targets[target]?.inputs]).toEqual([
      folder,
      expect.arrayContaining([{ env: shortRun }]),
    ]);
  }
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
    const found = leftOutSpecs(root, missing).toSorted(
      (a, b) => a.needs.length - b.needs.length || (a.file < b.file ? -1 : 1),
    );
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
