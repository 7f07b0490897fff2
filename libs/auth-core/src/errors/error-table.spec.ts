import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

test('the generated table and docs/errors.md are up to date with data and texts', async () => {
  const check = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'tools/generate-error-table.mjs', '--check'],
    { cwd: root },
  );
  await expect(check).resolves.toMatchObject({ stderr: '' });
}, 30_000);
