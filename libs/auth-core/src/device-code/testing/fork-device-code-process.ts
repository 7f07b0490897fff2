import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkedProgram } from '../../testing/forked-program.ts';
import type { DeviceCodeNews, DeviceCodeTask } from './device-code-process.ts';

type Kind = 'shown' | 'polled' | 'token' | 'failed';

export interface DeviceCodeProcess {
  readonly news: DeviceCodeNews[];
  /** The first news of a kind; fails when the process ends without it. */
  first(kind: Kind): Promise<string>;
  kill(): Promise<void>;
}

/** Real processes that sign in by device code; all are gone when the tests have run. */
export function deviceCodeProcesses(): (task: DeviceCodeTask) => DeviceCodeProcess {
  const start = forkedProgram(new URL('./device-code-process.ts', import.meta.url));
  return (task) => watch(start(task));
}

function watch(child: ChildProcess): DeviceCodeProcess {
  const news: DeviceCodeNews[] = [];
  child.on('message', (message) => news.push(message as DeviceCodeNews));
  // Not 'exit', which may come before the last message has been read.
  const ended = once(child, 'disconnect');
  const find = (kind: Kind) =>
    news.map((item) => (item as Partial<Record<Kind, string>>)[kind]).find((text) => text);
  return {
    news,
    async first(kind) {
      for (;;) {
        const found = find(kind);
        if (found) return found;
        const more = await Promise.race([once(child, 'message'), ended.then(() => 'ended')]);
        if (more === 'ended' && !find(kind)) throw new Error(`no ${kind}: ${JSON.stringify(news)}`);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
