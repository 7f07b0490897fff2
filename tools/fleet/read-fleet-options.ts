import { parseArgs } from 'node:util';
import { type Scenario, scenarios } from './scenarios.ts';

export interface FleetCommand {
  devices: number;
  rate: number;
  seed: number;
  scenarios: readonly Scenario[];
  /** Folder for the report. */
  report?: string;
  json: boolean;
}

const names = scenarios.map(({ name }) => name).join(', ');

export const fleetHelp = `Usage: npm run fleet -- [options]

Plays what happens to a whole fleet of devices at once, against the local emulator: each device
gets its tokens by auth-core over HTTPS, keeps them, and waits by chance where others may ask too.
Requests are true; the time between them is simulated, so hours pass in minutes.

  --devices N     how many; default 10000
  --rate N        requests a second that the authority takes from all together; what is more hears
                  429. Default a twentieth of the devices, 20 at least
  --scenarios A,B   default all, in this order: ${names}
  --report DIR    writes a curve for each scenario (SVG) and the figures (fleet.json) into this folder
  --json          the figures as JSON on standard output, in the place of the table
  --seed N        of chance; the same seed gives the same run; default 1
  -h, --help

Exit codes: 0 all is well; 1 a device ended without a token, or the authority saw more than the
rate after the first second; 2 wrong options; 130 Ctrl-C.
`;

const options = {
  devices: { type: 'string', default: '10000' },
  rate: { type: 'string' },
  seed: { type: 'string', default: '1' },
  scenarios: { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws Error for users when the options make no sense */
export function readFleetOptions(args: string[]): FleetCommand | { help: true } {
  const { values } = parseArgs({ args, options });
  if (values.help) return { help: true };
  const devices = numberOf('devices', values.devices, 1, 100_000);
  const rate = values.rate ?? String(Math.max(20, Math.round(devices / 20)));
  return {
    devices,
    rate: numberOf('rate', rate, 1, 1_000_000),
    seed: numberOf('seed', values.seed, 0, 2 ** 32 - 1),
    scenarios: values.scenarios === undefined ? scenarios : scenariosOf(values.scenarios),
    json: values.json,
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`--${name} is a whole number from ${least} to ${most}; it was "${text}".`);
}

/** In the order in which they are told: each begins where the one before ended. */
function scenariosOf(text: string): Scenario[] {
  const asked = text.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => scenarios.every((scenario) => scenario.name !== name));
  if (unknown !== undefined) {
    throw new Error(`There is no scenario "${unknown}". There are: ${names}.`);
  }
  // All others need devices that have had a token once.
  return scenarios.filter(({ name }, index) => index === 0 || asked.includes(name));
}
