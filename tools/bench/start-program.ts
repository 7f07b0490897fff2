import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Costs, Order } from './answer-costs.ts';

/** Starts `programs/NAME.ts` in a process of its own. `Facts` are what it says first. */
export async function startProgram<Facts>(name: string, args: string[] = []) {
  const program = join(import.meta.dirname, `programs/${name}.ts`);
  const execArgv = ['--conditions=source', '--import', 'tsx'];
  const child = fork(program, args, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
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
