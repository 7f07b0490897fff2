import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FleetFigures } from '../../fleet/run-fleet.ts';
import { faultsOf } from '../../fleet/verdict.ts';
import type { Figure } from '../figure.ts';
import { ownProcess } from '../own-processes.ts';

/** More than this, from the end of the ramp to the end of the run, is no flat memory of a connection. */
const FLAT = 1.05;

export const fleetOfDevices: Figure = {
  id: 'P10',
  title: 'emulator: a fleet of 10,000',
  what: 'a fleet of 10,000 devices (power cut, throttling, an outage of five minutes, mass revocation): devices without a token at the end, requests in a second after the first, what the emulator keeps on its heap and in buffers for each connection at the end against that after the ramp',
  target: '0 without a token; ≤ 500/s; memory ≤ × 1.05',
  async measure({ rounds }) {
    const quick = rounds < 15;
    const figures = await fleet(quick ? ['--devices', '1000'] : ['--report', 'docs/fleet']);
    const { devices, rate, scenarios, idle } = figures;
    // By connection: some that are idle close, by the true clock.
    const [ramped, ended] = [scenarios[0], scenarios.at(-1)].map(
      (scenario) =>
        ((scenario?.memory.emulator.kept ?? NaN) - idle.kept) / (scenario?.memory.connections ?? 0),
    ) as [number, number];
    const growth = ended / ramped;
    const memories = scenarios.map(({ memory }) => memory);
    const kept = memories.map(({ emulator }) => emulator.kept);
    const inAll = (kept.at(-1) ?? NaN) / (kept[0] ?? NaN);
    const resident = memories.map(({ emulator }) => mb(emulator.resident)).join(', ');
    const connections = memories
      .map((memory) => memory.connections.toLocaleString('en'))
      .join(', ');
    const requests = scenarios.reduce((sum, scenario) => sum + scenario.requests, 0);
    const cpu = scenarios.reduce((sum, scenario) => sum + scenario.emulatorCpu, 0);
    const each = scenarios
      .map(({ name, most, seconds }) => `${name} ${most}/s, ${seconds} s`)
      .join('; ');
    const without = scenarios.reduce((sum, scenario) => sum + scenario.withoutToken, 0);
    return {
      figure: `${without}; ${Math.max(...scenarios.map(({ most }) => most))} of ${rate}/s; × ${growth.toFixed(2)}`,
      met: faultsOf(figures).length === 0 && growth <= FLAT,
      note: `${devices.toLocaleString('en')} devices, one run, simulated time; most requests in a second after the first, and seconds until all have a token: ${each}; ${requests.toLocaleString('en')} requests over HTTPS, ${(cpu / requests).toFixed(2)} ms of CPU of the emulator each; of the emulator, before and after each scenario, a garbage collection kept ${mb(idle.kept)}, ${kept.map(mb).join(', ')}, in all × ${inAll.toFixed(2)}, with 0, ${connections} connections; resident, with what malloc holds free, were ${mb(idle.resident)}, ${resident}; the devices’ ${mb(memories.at(-1)?.fleet ?? NaN)} at the end; [fleet.md](fleet.md)`,
    };
  },
};

const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** In a process of its own, whose clock it takes. */
async function fleet(args: string[]): Promise<FleetFigures> {
  const root = join(import.meta.dirname, '../../..');
  const program = join(root, 'tools/fleet/fleet.ts');
  const node = ['--conditions=source', '--import', 'tsx', program, '--json', ...args];
  const child = ownProcess(() =>
    spawn(process.execPath, node, { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
  );
  const [out, [code]] = await Promise.all([
    text(child.stdout as Readable),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  // With 1 it still has figures, which tell what is wrong.
  if (!out) throw new Error(`the fleet ended with ${code}`);
  return JSON.parse(out) as FleetFigures;
}
