import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageStyle } from '@entra-flows/sample-kit/page';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { makeAside } from './make-aside.ts';

const project = join(import.meta.dirname, '..');

export interface BuildAppOptions {
  /** ENTRA_CLIENT_ID, ENTRA_AUTHORITY and ENTRA_GRAPH, for a packaged app. */
  settings?: NodeJS.ProcessEnv;
  plugins?: Plugin[];
}

/**
 * Bundles the app into a folder that Electron can start: the main process, the preload script, and
 * the page, each for where it runs. The page's bundle fails when anything of Node gets into it.
 *
 * @param folder absolute path
 */
export const buildApp = (folder: string, options: BuildAppOptions = {}): Promise<void> =>
  makeAside(folder, (made) => bundle(made, options));

async function bundle(
  folder: string,
  { settings = {}, plugins = [] }: BuildAppOptions,
): Promise<void> {
  const builtWith = {
    clientId: settings['ENTRA_CLIENT_ID'] ?? '',
    authority: settings['ENTRA_AUTHORITY'] ?? '',
    graph: settings['ENTRA_GRAPH'] ?? '',
  };
  const common: BuildOptions = {
    bundle: true,
    absWorkingDir: project,
    external: ['electron'],
    legalComments: 'linked',
    logLevel: 'warning',
    plugins,
  };
  // The page's files are written at the same time: each needs the folder.
  await mkdir(join(folder, 'page'), { recursive: true });
  const parts = await Promise.allSettled([
    // For the packager, which has to see what is in the bundle: `nx serve` builds without them.
    writeFile(join(folder, 'built-with.json'), JSON.stringify(builtWith)),
    build({
      ...common,
      entryPoints: ['src/main.ts'],
      outfile: join(folder, 'main.cjs'),
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      conditions: ['source'],
      external: ['electron', '@napi-rs/keyring', '*.node'],
      define: { __BUILT_WITH__: JSON.stringify(builtWith), 'import.meta.url': '__url' },
      banner: { js: 'const __url=require("node:url").pathToFileURL(__filename).href;' },
    }),
    build({
      ...common,
      entryPoints: ['src/preload.ts'],
      outfile: join(folder, 'preload.cjs'),
      platform: 'browser',
      format: 'cjs',
      target: 'chrome140',
    }),
    build({
      ...common,
      entryPoints: ['page/page.ts'],
      outfile: join(folder, 'page/page.js'),
      platform: 'browser',
      format: 'esm',
      target: 'chrome140',
      external: [],
    }),
    writePage(folder),
    readFile(join(project, 'page/style.css'), 'utf8').then((own) =>
      writeFile(join(folder, 'page/style.css'), `${pageStyle}${own}`),
    ),
  ]);
  // Not before all have ended: the folder of one that fails is removed, and must not be written to again.
  const failed = parts.find((part) => part.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The product's name stands in package.json alone, from which Electron has it, too. */
async function writePage(folder: string): Promise<void> {
  const [page, manifest] = await Promise.all(
    ['page/index.html', 'package.json'].map((file) => readFile(join(project, file), 'utf8')),
  );
  const { productName } = JSON.parse(manifest ?? '') as { productName: string };
  const shown = productName.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const text = (page ?? '').replaceAll('{{productName}}', () => shown);
  await writeFile(join(folder, 'page/index.html'), text);
}
