/**
 * Runs the tests with the newest patch of each package that the product pins:
 * `node tools/test-newest-patches.mjs [-- options of npm test]`.
 *
 * A copy of a sample resolves its packages anew, and a patch may change more than it says. Installs
 * them in a copy of the working tree, in the folder for temporary files; the tree itself stays as it is.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const shell = process.platform === 'win32';
const exact = /^\d+\.\d+\.\d+$/;

/** @typedef {Record<string, Record<string, string> | undefined>} Manifest */
const manifests = files().filter((file) => /^(apps|libs)\/[^/]+\/package\.json$/.test(file));
const newer = await newerPatches(pins());

if (newer.size === 0) console.log('Every pinned package is at its newest patch.');
else process.exitCode = testWith(newer);

/** What git knows or would add. */
function files() {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
}

/**
 * @param {string} folder
 * @param {string} file
 * @returns {Manifest}
 */
function manifest(folder, file) {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** What runs in the product: each name with its version. */
function pins() {
  const all = manifests.flatMap((file) => {
    const { dependencies, optionalDependencies } = manifest(root, file);
    return Object.entries({ ...dependencies, ...optionalDependencies });
  });
  return new Map(all.filter(([, version]) => exact.test(version)));
}

/** @param {Map<string, string>} pinned */
async function newerPatches(pinned) {
  const found = await Promise.all(
    [...pinned].map(async ([name, version]) => {
      const args = ['view', `${name}@~${version}`, 'version', '--json'];
      const { stdout } = await promisify(execFile)('npm', args, { cwd: root, shell });
      /** @type {string | undefined} */
      const newest = [JSON.parse(stdout)].flat().at(-1);
      return /** @type {const} */ ([name, newest ?? version]);
    }),
  );
  return new Map(found.filter(([name, newest]) => newest !== pinned.get(name)));
}

/**
 * @param {Map<string, string>} versions
 * @returns {number} the exit code
 */
function testWith(versions) {
  const lines = [...versions].map(([name, version]) => `${name} ${version}`);
  console.log(`Newer than what is pinned:\n${lines.join('\n')}`);
  const copy = mkdtempSync(join(tmpdir(), 'newest-patches-'));
  try {
    for (const file of files()) cpSync(join(root, file), join(copy, file), { recursive: true });
    for (const file of manifests) {
      const changed = manifest(copy, file);
      for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies']) {
        for (const [name, version] of Object.entries(changed[kind] ?? {})) {
          const patch = versions.get(name);
          if (patch && exact.test(version)) Object.assign(changed[kind] ?? {}, { [name]: patch });
        }
      }
      writeFileSync(join(copy, file), `${JSON.stringify(changed, undefined, 2)}\n`);
    }
    const [, ...options] = process.argv.slice(2);
    const tests = options.length > 0 ? options : ['--only', 'unit,build,e2e'];
    return (
      run(copy, 'npm', ['install', '--ignore-scripts']) ||
      run(copy, process.execPath, ['tools/test.mjs', ...tests])
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 */
function run(cwd, command, args) {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: shell && command === 'npm',
  });
  return status ?? 1;
}
