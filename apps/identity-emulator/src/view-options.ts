import { parseArgs } from 'node:util';
import { findStory, stories } from './stories.ts';

export interface ViewOptions {
  help: boolean;
  json: boolean;
  scenario?: string;
}

/** @throws Error for people, exit code 2 */
export function readViewOptions(args: string[]): ViewOptions {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      scenario: { type: 'string' },
    },
  });
  const { help, json, scenario } = values;
  if (scenario !== undefined && !findStory(scenario))
    throw new Error(
      `There is no scenario ${JSON.stringify(scenario.slice(0, 60))}. ` +
        `Take AADSTS and a number, or one of: ${Object.keys(stories).join(', ')}.`,
    );
  return { help, json, ...(scenario !== undefined && { scenario }) };
}

export const usage = (): string =>
  [
    'Shows what the samples of this machine ask the local identity emulator.',
    '',
    '  npx nx serve identity-emulator [options]',
    '',
    '  --scenario NAME  lets something go wrong until Ctrl-C',
    '  --json           one JSON object a line, for scripts',
    '  --help           shows this',
    '',
    'Scenarios:',
    ...Object.entries(stories).map(([name, { about }]) => `  ${name.padEnd(22)} ${about}`),
    `  ${'AADSTS<number>'.padEnd(22)} the devicecode endpoint answers that error`,
    '',
  ].join('\n');
