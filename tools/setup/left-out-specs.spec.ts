import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { leftOutSpecs } from './left-out-specs.mjs';

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
