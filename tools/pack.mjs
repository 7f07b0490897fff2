// npm run pack: the tarballs of all packages, in a fresh clone too, and the command that copies a sample.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkNode, installPackages, languageOf } from './setup/before-install.mjs';

checkNode();
await installPackages();

const root = fileURLToPath(new URL('..', import.meta.url));
const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '--targets=pack'];
const { status } = spawnSync(process.execPath, [...nx, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
const { version } = JSON.parse(readFileSync(`${root}/libs/create/package.json`, 'utf8'));
const words = {
  en: 'The tarballs are in dist/. To copy a sample into a product:',
  ko: 'tgz 파일은 dist/에 있습니다. 샘플을 제품에 복사하려면:',
};
if (status === 0)
  console.log(
    `\n${words[languageOf()]}\n\n  npx file:dist/entra-flows-create-${version}.tgz ../my-app\n`,
  );
