// Writes docs/emulator-parity.md from libs/identity-emulator/parity-claims.txt.
//   node tools/generate-parity.mjs           writes it
//   node tools/generate-parity.mjs --check   exit code 1 when it is out of date
// Exit code 1 with the lines that lie when a claim names a test that is not there.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { findLiars } from './parity/find-liars.mjs';
import { claimsOf } from './parity/claims-of.mjs';
import { parityPage } from './parity/parity-page.mjs';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/emulator-parity.md');

const claims = claimsOf(root);
const liars = findLiars(claims, root);
const text = await format(parityPage(claims), { ...(await resolveConfig(page)), filepath: page });
// Git may check files out with CRLF on Windows.
const isFresh = (await readFile(page, 'utf8').catch(() => '')).replaceAll('\r\n', '\n') === text;

if (liars.length > 0) {
  console.error(`These claims of the emulator have no witness:\n  ${liars.join('\n  ')}`);
  process.exitCode = 1;
} else if (!isFresh && process.argv.includes('--check')) {
  console.error(
    'docs/emulator-parity.md is out of date. Run: npx nx run identity-emulator-library:parity',
  );
  process.exitCode = 1;
} else if (!isFresh) {
  await writeFile(page, text);
  console.log('wrote docs/emulator-parity.md');
}
