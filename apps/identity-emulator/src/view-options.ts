import { parseArgs } from 'node:util';
import { requireScenario, scenarios } from '@entra-flows/identity-emulator';

export interface ViewOptions {
  help: boolean;
  json: boolean;
  /** Names the scenarios and ends. */
  list: boolean;
  scenario?: string;
  /** The emulator's folder is another one than that of the workspace. */
  elsewhere: boolean;
}

/** @throws Error with a message for users, for exit code 2 */
export function readViewOptions(args: string[]): ViewOptions {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      // The launcher has followed these two.
      data: { type: 'string' },
      ephemeral: { type: 'boolean', default: false },
    },
  });
  const { help, json, list, scenario, data, ephemeral } = values;
  if (data === '') throw new Error('--data needs the name of a folder.');
  if (data !== undefined && ephemeral)
    throw new Error('--data keeps things and --ephemeral keeps nothing: take one of them.');
  if (scenario !== undefined) requireScenario(scenario);
  const elsewhere = data !== undefined || ephemeral;
  return { help, json, list, elsewhere, ...(scenario !== undefined && { scenario }) };
}

export const usage = (): string =>
  [
    'Shows what the samples of this machine ask the local identity emulator.',
    '',
    '  npx nx serve identity-emulator [options]',
    '',
    '  --scenario NAME  lets something go wrong until Ctrl-C',
    '  --list           names what can go wrong, and what a good client does then',
    '  --data DIR       another emulator, which keeps its keys, ports and grants in this folder',
    '  --ephemeral      another emulator, which keeps nothing',
    '  --json           one JSON object a line, for scripts',
    '  --help           shows this',
    '',
    'Scenarios:',
    ...scenarios.map(({ name, en }) => `  ${name.padEnd(22)} ${en.title}`),
    `  ${'AADSTS<number>'.padEnd(22)} That error where a sign-in begins`,
    '',
  ].join('\n');

/** The catalogue: what happens, and what a good client does. */
export function scenarioList(json: boolean): string {
  if (json) return scenarios.map((scenario) => `${JSON.stringify(scenario)}\n`).join('');
  return scenarios
    .map(({ name, en }) => `${name}: ${en.title}\n  ${en.happens}\n  A good client: ${en.client}\n`)
    .join('\n');
}
