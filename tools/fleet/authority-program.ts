/** The authority of a fleet, in a process of its own. Its clock stands still until it is moved. */
import '../launch/survive-hangup.cjs';
import { setTimeout as pause } from 'node:timers/promises';
import { startIdentityEmulator } from '@entra-flows/identity-emulator';
import { TICK } from './simulated-time.ts';
import type { Figures, Order, Passing, Reply } from './authority.ts';

const [startedAt = 0, requestsPerSecond = 0, maxConnections = 0] = process.argv
  .slice(2)
  .map(Number);
// Ctrl-C goes to the whole group of a terminal; the fleet says when this process ends.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit());

const emulator = await startIdentityEmulator({
  clock: { now: () => startedAt },
  requestsPerSecond,
  maxConnections,
});
const { authority, ca, clientId, control } = emulator;
let counted: Figures['counts'] = {};
void count();

async function count(): Promise<void> {
  for await (const { at, status } of control.trace()) {
    const tick = Math.round((Date.parse(at) - startedAt) / TICK);
    const here = (counted[tick] ??= { requests: 0, throttled: 0, failed: 0 });
    here.requests += 1;
    if (status === 429) here.throttled += 1;
    if (status === 0 || status >= 500) here.failed += 1;
  }
}

/** ms */
const SETTLES = 500;

async function figures(): Promise<Figures> {
  const { user, system } = process.cpuUsage();
  const counts = counted;
  counted = {};
  // What is kept, and not what waits for the garbage collector, which comes when it likes. What native
  // objects had is freed after it has returned.
  gc?.();
  await pause(SETTLES);
  gc?.();
  const open = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap');
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    ...{ counts, cpu: (user + system) / 1000, connections: open.length },
    memory: { kept: heapUsed + external, resident: rss },
  };
}

const orders: { [Does in Order['does']]: (value: never) => unknown } = {
  figures,
  async pass({ seconds, signIns }: Passing) {
    await control.advanceClock(seconds);
    if (signIns > 0) await control.user({ does: 'approve', times: signIns });
  },
  play: (scenario: string) => control.play(scenario),
  withdraw: (scenario: string) => control.withdraw(scenario),
};

async function obey({ id, does, value }: Order): Promise<Reply> {
  try {
    return { id, value: await orders[does](value as never) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

process.on('message', (order: Order) => void obey(order).then((reply) => process.send?.(reply)));
process.send?.({ authority, ca, clientId });
