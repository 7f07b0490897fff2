import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

// How TypeScript of the workspace runs: docs/decisions/0005. `node tools/launch/programs.mjs FILE...` makes
// the bundles that `nx serve` would make on the way, where one is missing or stale.

const workspace = join(import.meta.dirname, '../..');

/**
 * How a TypeScript file of the workspace is run: libraries from their sources, types stripped. tsx is
 * given by its address, so that it is found from any current folder.
 */
export const nodeFlags = ['--conditions=source', '--import', import.meta.resolve('tsx')];

/**
 * How to run a program of the workspace: the arguments of node.
 *
 * A bundle starts three times as fast as the sources, of which there are hundreds. `dist/<name>.mjs`
 * is made when it is missing or its sources have changed, so that an edit is seen at once. Where no
 * bundle can be had, for whatever reason, the sources run as they are and say themselves what is wrong.
 *
 * @param {string} entry absolute path of a TypeScript file in a folder `src`
 * @param {string} [root] the workspace's folder, for tests
 * @returns {Promise<string[]>}
 */
export async function programOf(entry, root = workspace) {
  try {
    return [await freshBundle(entry, root)];
  } catch {
    return [...nodeFlags, entry];
  }
}

/**
 * The launcher itself, which is TypeScript too.
 *
 * @returns {Promise<typeof import('./src/launch.ts')>}
 */
export const loadLauncher = () => loaded('src/launch.ts');

/**
 * What `npm start` runs: the launcher, with what reads the command line.
 *
 * @returns {Promise<typeof import('./src/start.ts')>}
 */
export const loadStart = () => loaded('src/start.ts');

/** @param {string} source */
async function loaded(source) {
  const entry = join(import.meta.dirname, source);
  const [file = '', ...sources] = await programOf(entry);
  if (sources.length > 0) (await import('tsx/esm/api')).register();
  // eslint-disable-next-line entra-flows/boundaries -- the launcher itself, or its bundle
  return import(pathToFileURL(sources.length > 0 ? entry : file).href);
}

/**
 * @param {string} entry
 * @param {string} [root]
 * @returns {Promise<string>} absolute path of a bundle that says what the sources say
 * @throws {Error} when there can be none
 */
export async function freshBundle(entry, root = workspace) {
  const folder = dirname(entry);
  if (basename(folder) !== 'src') throw new Error(`${entry} is not in a folder src`);
  const bundle = join(folder, '../dist', `${basename(entry, '.ts')}.mjs`);
  if (!isFresh(bundle, root)) await renew(bundle, entry, root);
  return bundle;
}

/**
 * @param {string} bundle
 * @param {string} root
 */
function isFresh(bundle, root) {
  try {
    const text = readFileSync(bundle, 'utf8');
    const { files, state } = JSON.parse(text.slice(2, text.indexOf('\n')));
    return sourceState(root, files) === state;
  } catch {
    return false;
  }
}

/**
 * A hash of what a bundle was made of. Contents, not times: a checkout and Nx's cache change times only.
 *
 * @param {string} root
 * @param {string[]} files relative to it
 * @throws {Error} when one of them cannot be read
 */
function sourceState(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * The state of the sources stands in the bundle itself, so that the two cannot disagree, and the file
 * comes into place whole: another terminal may be starting from it.
 *
 * @param {string} bundle
 * @param {string} entry
 * @param {string} root
 */
async function renew(bundle, entry, root) {
  const started = Date.now();
  const { code, map, inputs } = await bundled(entry, root);
  const sources = inputs.filter((file) => !file.includes('node_modules/'));
  const files = [
    ...sources,
    ...new Set(sources.map((file) => `${projectOf(file)}/package.json`)),
    // Packages are told by npm's own record of what is installed: to read them all would take longer than
    // the start that this saves.
    'node_modules/.package-lock.json',
    'tools/launch/programs.mjs',
  ];
  refuseUnsure(files, root, started, toPosix(relative(root, dirname(entry))));
  const head = JSON.stringify({ state: sourceState(root, files), files });
  const temporary = `${bundle}.${randomUUID()}.tmp`;
  mkdirSync(dirname(bundle), { recursive: true });
  try {
    // One line later than esbuild counts. Node does not look for it: only the stage does.
    const moved = map.replace('"mappings": "', '"mappings": ";');
    writeFileSync(temporary, moved);
    renameSync(temporary, `${bundle}.map`);
    writeFileSync(temporary, `//${head}\n${code}`);
    renameSync(temporary, bundle);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** @param {string} file from the workspace's folder */
const projectOf = (file) => (file.startsWith('tools/') ? 'tools' : file.split('/', 2).join('/'));

/** @param {string} path */
const toPosix = (path) => path.replaceAll(sep, '/');

/** A package is found from the bundle as from the source. */
const asksWhereItLies = /(?<!createRequire\()import\.meta/;

/**
 * What is saved while the bundle is made may or may not be in it. And a source that asks where it lies
 * would hear where the bundle lies: that is as far from the project's folder as the entry is, so only files
 * beside the entry may ask.
 *
 * @param {string[]} files
 * @param {string} root
 * @param {number} started milliseconds since 1970
 * @param {string} beside folder of the entry, relative to the root
 */
function refuseUnsure(files, root, started, beside) {
  for (const file of files) {
    const path = join(root, file);
    if (statSync(path).mtimeMs >= started) throw new Error(`${file} has just changed`);
    const mayAsk = !file.endsWith('.ts') || dirname(file) === beside;
    if (!mayAsk && asksWhereItLies.test(readFileSync(path, 'utf8')))
      throw new Error(`${file} asks for import.meta`);
  }
}

/** Bundles that are being made. */
let building = 0;

/**
 * A program of the workspace in one file, packages included, as it runs in development: readable, with
 * nothing replaced. What ships is made by tools/build.mjs.
 *
 * @param {string} entry
 * @param {string} root
 * @returns {Promise<{ code: string, map: string, inputs: string[] }>} inputs relative to the root
 */
async function bundled(entry, root) {
  const [{ build, stop }, { optionalPackages }] = await Promise.all([
    import('esbuild'),
    import('../build/optional-packages.mjs'),
  ]);
  building += 1;
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outfile: 'bundle.mjs',
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    external: [
      ...optionalPackages(join(root, projectOf(toPosix(relative(root, entry))))),
      '*.node',
      // They ask where they lie, too.
      '../programs.mjs',
      '@entra-flows/tools/*',
      // Programs of their own, with files beside them.
      ...['esbuild', 'playwright-core'],
    ],
    // What CommonJS packages inside a module need.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  }).finally(() => {
    building -= 1;
    // Its process would stay beside the program for as long as that runs, with hundreds of megabytes.
    if (building === 0) void stop();
  });
  const textOf = (/** @type {string} */ end) =>
    outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { code: textOf('.mjs'), map: textOf('.mjs.map'), inputs: Object.keys(metafile.inputs) };
}

if (process.argv[1] === import.meta.filename)
  for (const entry of process.argv.slice(2)) console.log(await freshBundle(resolve(entry)));
