import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FleetFigures } from '../../fleet/run-fleet.ts';
import { faultsOf } from '../../fleet/verdict.ts';
import type { Figure } from '../figure.ts';

/** More than this, from the end of the ramp to the end of the run, is no flat memory. */
const FLAT = 1.25;

export const fleetOfDevices: Figure = {
  id: 'P10',
  what: 'a fleet of 10,000 devices: power cut, throttling, an outage of five minutes, mass revocation',
  target:
    'every device ends with a token; never over the rate after the first second; memory flat after the ramp',
  async measure({ rounds }) {
    const quick = rounds < 15;
    const figures = await fleet(quick ? ['--devices', '1000'] : ['--report', 'docs/fleet']);
    const { devices, rate, scenarios } = figures;
    const ramped = scenarios[0]?.memory.emulator ?? NaN;
    const growth = (scenarios.at(-1)?.memory.emulator ?? NaN) / ramped;
    const requests = scenarios.reduce((sum, scenario) => sum + scenario.requests, 0);
    const cpu = scenarios.reduce((sum, scenario) => sum + scenario.emulatorCpu, 0);
    const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;
    const each = scenarios
      .map(({ name, most, seconds }) => `${name} ${most}/s, ${seconds} s`)
      .join('; ');
    const without = scenarios.reduce((sum, scenario) => sum + scenario.withoutToken, 0);
    return {
      figure: `${without} without a token; at most ${Math.max(...scenarios.map(({ most }) => most))} of ${rate} requests a second; memory × ${growth.toFixed(2)}`,
      met: faultsOf(figures).length === 0 && growth <= FLAT,
      note: `${devices.toLocaleString('en')} devices, one run, simulated time; most requests in a second after the first, and seconds until all have a token: ${each}; ${requests.toLocaleString('en')} requests over HTTPS, ${(cpu / requests).toFixed(2)} ms of CPU of the emulator each; its memory ${mb(ramped)} after the ramp, the devices’ ${mb(scenarios.at(-1)?.memory.fleet ?? NaN)} at the end; [fleet.md](fleet.md)`,
    };
  },
};

/** In a process of its own, whose clock it takes. */
async function fleet(args: string[]): Promise<FleetFigures> {
  const root = join(import.meta.dirname, '../../..');
  const program = join(root, 'tools/fleet/fleet.ts');
  const node = ['--conditions=source', '--import', 'tsx', program, '--json', ...args];
  const child = spawn(process.execPath, node, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  // With 1 it still has figures, which tell what is wrong.
  if (!out) throw new Error(`the fleet ended with ${code}`);
  return JSON.parse(out) as FleetFigures;
}
