import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

test('a clone for Windows has the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'line-ends-'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  const attributes = readFileSync(join(import.meta.dirname, '../../.gitattributes'));
  git('init', '--quiet', 'made');
  writeFileSync(join(folder, 'made/.gitattributes'), attributes);
  writeFileSync(join(folder, 'made/a.ts'), 'a\nb\n');
  git('-C', 'made', 'add', '.');
  git('-C', 'made', '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'a');
  git('clone', '--quiet', '-c', 'core.autocrlf=true', 'made', 'cloned');
  expect(readFileSync(join(folder, 'cloned/a.ts'), 'utf8')).toBe('a\nb\n');
  rmSync(folder, { recursive: true });
});
