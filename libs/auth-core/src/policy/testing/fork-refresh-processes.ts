import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkedProgram } from '../../testing/forked-program.ts';
import type { RefreshNews, RefreshTask } from './refresh-process.ts';

/** Real processes that want a token at the same time; all are gone when the tests have run. */
export function refreshProcesses(): (count: number, task: RefreshTask) => Promise<RefreshNews[]> {
  const start = forkedProgram(new URL('./refresh-process.ts', import.meta.url));
  return async (count, task) => {
    const started = Array.from({ length: count }, () => start(task));
    // All are loaded before the first begins, or they would come one after the other.
    await Promise.all(started.map(nextNews));
    const answers = started.map(nextNews);
    for (const child of started) child.send('go');
    return Promise.all(answers);
  };
}

async function nextNews(child: ChildProcess): Promise<RefreshNews> {
  // Not 'exit', which may come before the last message has been read.
  const ended = once(child, 'disconnect').then(() => [
    { failed: `ended with ${child.exitCode ?? child.signalCode} and told nothing` },
  ]);
  const [news] = (await Promise.race([once(child, 'message'), ended])) as [RefreshNews];
  return news;
}
