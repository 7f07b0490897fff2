import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkedProgram } from '../../testing/forked-program.ts';
import type { CacheTask } from './cache-process.ts';

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface CacheProcess {
  readonly child: ChildProcess;
  /** What the process has reported so far. */
  readonly done: string[];
  /** Resolves when the process has reported something for the first time. */
  readonly started: Promise<unknown>;
  readonly ended: Promise<Ended>;
}

/** Real processes that use the cache; all are gone when the tests have run. */
export function cacheProcesses(): (task: CacheTask, env?: NodeJS.ProcessEnv) => CacheProcess {
  const start = forkedProgram(new URL('./cache-process.ts', import.meta.url));
  return (task, env) => {
    const child = start(task, env);
    const done: string[] = [];
    child.on('message', (message: string) => done.push(message));
    const ended = new Promise<Ended>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    return { child, done, started: once(child, 'message'), ended };
  };
}
