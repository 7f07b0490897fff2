/**
 * Compares the public types of a packed library with those that were accepted:
 * `node tools/pack/check-api.mjs libs/auth-core [--accept]`.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [project = '', option] = process.argv.slice(2);
const now = join(project, 'dist/api.md');
const accepted = join(project, 'api.md');
/** @param {string} file */
const read = (file) =>
  existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';

if (read(now) === read(accepted)) process.exit();
if (option?.startsWith('--accept')) {
  copyFileSync(now, accepted);
  console.log(`Accepted: ${accepted}`);
} else {
  if (existsSync(accepted))
    spawnSync('git', ['--no-pager', 'diff', '--no-index', '-U2', accepted, now], {
      stdio: 'inherit',
    });
  console.error(
    `The public types of ${basename(project)} have changed. If that is meant, run ` +
      '"npm run api -- --accept", and write it into CHANGELOG.md.',
  );
  process.exitCode = 1;
}
