// Writes one library of the workspace as a tarball for npm:
// node --import tsx tools/pack/pack-library.ts libs/auth-core [--scope @acme] [--to FOLDER]
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { apiReport } from './api-report.ts';
import { buildLibrary } from './build-library.ts';
import { packageSettings } from './package-settings.mjs';
import { changesOf, publishedDocument } from './published-document.ts';
import { publishedManifest, sourcesOf, type WorkspaceManifest } from './published-manifest.ts';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scope: { type: 'string' }, to: { type: 'string', default: join(root, 'dist') } },
});
const [directory = ''] = positionals;
const project = join(root, directory);
const staged = mkdtempSync(join(tmpdir(), 'pack-'));
const manifest = readManifest(project);
try {
  await pack();
} catch (error) {
  console.error(`${manifest.name} cannot be packed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  rmSync(staged, { recursive: true, force: true });
}

async function pack(): Promise<void> {
  const workspace = readManifest(root);
  const settings = packageSettings({ ...workspace, ...(values.scope && { config: values }) });
  const sources = sourcesOf(manifest);
  const built = join(staged, 'dist');
  await buildLibrary(project, sources, built, settings.scope);
  const published = publishedManifest(manifest, directory, workspace.engines, settings);
  const write = (file: string, text: string) => writeFileSync(join(staged, file), text);
  write('package.json', `${JSON.stringify(published, null, 2)}\n`);
  const read = (...file: string[]) => readFileSync(join(root, ...file), 'utf8');
  write('README.md', publishedDocument(read(directory, 'README.md'), directory, settings));
  const changes = changesOf(basename(directory), read('CHANGELOG.md'));
  write('CHANGELOG.md', publishedDocument(changes, '', settings));
  copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  mkdirSync(values.to, { recursive: true });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', values.to], {
    cwd: staged,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const file = `${published.name.replace('@', '').replace('/', '-')}-${published.version}.tgz`;
  const tarball = join(values.to, file);
  writeFileSync(tarball, inOrder(readFileSync(tarball)));
  const report = await apiReport(manifest.name, Object.keys(sources), built);
  mkdirSync(join(project, 'dist'), { recursive: true });
  if (!values.scope) writeFileSync(join(project, 'dist/api.md'), report);
}

/**
 * The tarball with its files by their names. npm puts files of one ending together; the declarations for
 * `import` and for `require`, which say the same, are then too far from each other for gzip: a twelfth more.
 */
function inOrder(tarball: Buffer): Buffer {
  const tar = gunzipSync(tarball);
  const files: { name: string; blocks: Buffer }[] = [];
  for (let at = 0, from = 0; tar[at];) {
    const field = (start: number, length: number) =>
      tar.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const [kind, name] = [field(156, 1), `${field(345, 155)}/${field(0, 100)}`];
    at += 512 + Math.ceil(size / 512) * 512;
    // A header for the next file, such as a long name.
    if (kind === 'x') continue;
    files.push({ name, blocks: tar.subarray(from, at) });
    from = at;
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return gzipSync(Buffer.concat([...files.map(({ blocks }) => blocks), Buffer.alloc(1024)]), {
    level: 9,
  });
}

function readManifest(folder: string): WorkspaceManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as WorkspaceManifest;
}
