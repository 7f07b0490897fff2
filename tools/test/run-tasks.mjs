import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { shortRun } from '../setup/spec-files.mjs';

/**
 * Runs Nx targets over all projects, with its output on this terminal.
 *
 * @param {string} root the workspace's folder
 * @param {string[]} targets
 * @param {{ all: boolean }} options all: the long tests too
 * @returns {Promise<{ code: number, failedTasks: string[] }>} tasks as `project:target`
 */
export async function runTasks(root, targets, { all }) {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = [
    nx,
    'run-many',
    // What takes longest must not begin last; Nx keeps the order where it knows no better.
    '--projects=tools,*',
    `--targets=${targets.toReversed().join(',')}`,
    // Two more than there are processors, as tests wait a good deal.
    `--parallel=${availableParallelism() + 2}`,
    '--output-style=static',
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...testEnv(process.env), [shortRun]: String(!all), [workersOfJest]: '1' },
  });
  let tail = '';
  // Nx writes its list of failed tasks to stderr.
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.setEncoding('utf8').on('data', (text) => {
      to.write(text);
      tail = (tail + text).slice(-65_536);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 130));
  });
  return { code, failedTasks: code === 0 ? [] : failedTasks(stripVTControlCharacters(tail)) };
}

/** For jest.config.js: tasks run side by side, and workers of theirs would only wait for each other. */
const workersOfJest = 'JEST_WORKERS';

/**
 * The person's own authority stays out of the tests, in the environment and in .env.local, which Nx
 * would load.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function testEnv({
  ENTRA_AUTHORITY: _authority,
  ENTRA_CLIENT_ID: _client,
  ENTRA_EMULATOR: _file,
  EMULATOR_DATA: _data,
  ...env
}) {
  const colour = process.stdout.isTTY && !env['NO_COLOR'] ? { FORCE_COLOR: '1' } : {};
  return { ...env, ...colour, NX_LOAD_DOT_ENV_FILES: 'false', NX_ISOLATE_PLUGINS: 'false' };
}

/** @param {string} report the end of what Nx printed */
function failedTasks(report) {
  const list = report.split('Failed tasks:').at(-1) ?? '';
  return [...list.matchAll(/^\s*- (\S+:\S+)/gm)].map(([, task = '']) => task);
}
