// Writes the command `create` as a tarball for npm, with all that copies are made from: Nx has packed the libraries.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES_FILE } from '@entra-flows/create';
import { packedTarballs } from '../pack/make-tarballs.mjs';
import { withScope, workspaceSettings } from '../pack/package-settings.mjs';
import { publishedDocument } from '../pack/published-document.ts';
import type { WorkspaceManifest } from '../pack/published-manifest.ts';
import { bundleCreate } from './bundle-create.ts';
import { workspaceStore } from './workspace-store.ts';

const root = join(import.meta.dirname, '../..');
const project = join(root, 'libs/create');
const staged = join(project, 'dist/package');
const dist = join(staged, 'dist');

rmSync(staged, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const licences = await bundleCreate(join(dist, 'create.cjs'));
writeFileSync(join(dist, 'create.LEGAL.txt'), licences);
const { templates } = workspaceStore(undefined, packedTarballs);
for (const { file } of Object.values(templates.libraries))
  copyFileSync(join(root, 'dist', file), join(dist, file));
writeFileSync(join(dist, TEMPLATES_FILE), JSON.stringify(templates));

const settings = workspaceSettings();
const { name, version, description, license } = read(project);
const published = {
  ...{ name: withScope(name ?? '', settings.scope), version, description, license },
  engines: read(root).engines,
  bin: { create: './dist/create.cjs' },
  files: ['dist'],
};
writeFileSync(join(staged, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
const readme = readFileSync(join(project, 'README.md'), 'utf8');
writeFileSync(join(staged, 'README.md'), publishedDocument(readme, 'libs/create', settings));
copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
execFileSync('npm', ['pack', '--silent', '--pack-destination', join(root, 'dist')], {
  cwd: staged,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

function read(folder: string): Partial<WorkspaceManifest> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as WorkspaceManifest;
}
