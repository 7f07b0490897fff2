// Writes one library of the workspace as a tarball for npm: node --import tsx tools/pack/pack-library.ts libs/auth-core
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildLibrary } from './build-library.ts';
import { publishedManifest, sourcesOf, type WorkspaceManifest } from './published-manifest.ts';

const root = resolve(import.meta.dirname, '../..');
const project = resolve(root, process.argv[2] ?? '');
const staged = join(project, 'dist/package');

rmSync(staged, { recursive: true, force: true });
const manifest = readManifest(project);
await buildLibrary(project, sourcesOf(manifest), join(staged, 'dist')).catch((error: Error) => {
  console.error(`${manifest.name} cannot be built: ${error.message}`);
  process.exit(1);
});
const published = publishedManifest(manifest, readManifest(root));
writeFileSync(join(staged, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(join(project, 'README.md'), join(staged, 'README.md'));
copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
mkdirSync(join(root, 'dist'), { recursive: true });
execFileSync('npm', ['pack', '--silent', '--pack-destination', join(root, 'dist')], {
  cwd: staged,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

function readManifest(folder: string): WorkspaceManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as WorkspaceManifest;
}
