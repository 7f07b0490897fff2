import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '../launch/programs.mjs';
import type { Costs, Order } from './answer-costs.ts';
import { ownProcess } from './own-processes.ts';

/**
 * Starts `programs/NAME` in a process of its own, bundled as a served program is. `Facts` are what it says
 * first.
 */
export async function startProgram<Facts>(name: string, args: string[] = []) {
  // From the sources, tsx would give each inner function its name anew, at each call.
  const program = await programOf(join(import.meta.dirname, `programs/${name}/src/main.ts`));
  const execArgv = program.slice(0, -1);
  const child = ownProcess(() =>
    fork(program.at(-1) ?? '', args, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended: ${String(code)}`);
  });
  ended.catch(() => {}); // the caller that waits for it gets it
  const heard = async <Said>(): Promise<Said> => {
    const [said] = (await Promise.race([once(child, 'message'), ended])) as [Said];
    return said;
  };
  const facts = await heard<Facts>();
  const costs = (order: Order = {}): Promise<Costs> => {
    const answer = heard<Costs>();
    child.send(order);
    return answer;
  };
  return {
    ...facts,
    costs,
    /** @returns its milliseconds of CPU while `work` ran */
    async during(work: () => Promise<unknown>): Promise<number> {
      const before = await costs();
      await work();
      return (await costs()).cpu - before.cpu;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}
