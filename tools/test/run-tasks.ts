import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { shortRun } from '../setup/spec-files.mjs';

/** As Nx keeps it of its last run; tasks whose dependencies failed are not in it. */
export interface NxTask {
  /** `project:target` */
  taskId: string;
  target: string;
  /** Exit code. */
  status: number;
}

export interface TasksRun {
  /** Exit code of Nx. */
  code: number;
  tasks: NxTask[];
}

/**
 * Runs Nx targets over all projects, with its output on this terminal.
 *
 * @param root the workspace's folder
 * @param tests `all`: the long ones too; `coverage`: of auth-core, measured and demanded
 */
export function runTasks(
  root: string,
  targets: string[],
  { all, coverage }: { all: boolean; coverage: boolean },
): TasksRun {
  const report = join(root, '.nx/cache/run.json');
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/nx/dist/bin/nx.js'),
      'run-many',
      // What takes longest must not begin last; Nx keeps the order where it knows no better.
      '--projects=tools,flow-comparison,spa-auth-code,*',
      `--targets=${targets.toReversed().join(',')}`,
      // Two more than there are processors, as tests wait a good deal; with six on two each takes a tenth more.
      `--parallel=${availableParallelism() + 2}`,
      '--output-style=static',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...testEnv(process.env),
        [shortRun]: String(!all),
        ...(coverage && { MEASURE_COVERAGE: 'true' }),
        // Tasks run side by side, and workers of theirs would only wait for each other.
        JEST_WORKERS: '1',
        // Compiler, linter and bundler are written in Go, and are over before their garbage matters.
        GOGC: '400',
      },
    },
  );
  return { code: status ?? 130, tasks: tasksOf(report) };
}

function tasksOf(report: string): NxTask[] {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { tasks: NxTask[] }).tasks;
  } catch {
    return []; // Nx ended before it began a task, and said why
  }
}

/**
 * The user's own authority stays out of the tests, in the environment and in .env.local, which Nx would
 * load.
 */
function testEnv({
  ENTRA_AUTHORITY: _authority,
  ENTRA_CLIENT_ID: _client,
  ENTRA_EMULATOR: _file,
  EMULATOR_DATA: _data,
  ...env
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, NX_LOAD_DOT_ENV_FILES: 'false', NX_ISOLATE_PLUGINS: 'false' };
}
