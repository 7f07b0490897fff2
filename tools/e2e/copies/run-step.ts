import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { usersEnvironment } from '@entra-flows/sample-testing';

// Installs packages for real: it needs npm's cache, or the registry.

/** What npm has in its cache is not asked for again, and npx does not ask whether to go on. */
const thriftyNpm = {
  npm_config_yes: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

/** How a command ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command line as a user's shell does. */
export async function runStep(
  command: string,
  cwd: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const env = { ...usersEnvironment(), ...thriftyNpm, ...settings };
  const child = spawn(command, { cwd, shell: true, env });
  child.stdin.end();
  const text = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.err += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

/** The steps that `create` printed. */
export const printedSteps = ({ out }: Ended): string[] =>
  out.split('Next:\n')[1]?.match(/(?<=^ {2})\S.*$/gm) ?? [];

/**
 * Runs steps one after another, as a user types them, and expects each but the last to succeed.
 *
 * @returns how the last one ended
 */
export async function runSteps(
  steps: readonly string[],
  from: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  let cwd = from;
  let last: Ended = { code: null, out: '', err: '' };
  for (const [index, step] of steps.entries()) {
    const [, folder] = /^cd (?:-- )?'?(.*?)'?$/.exec(step) ?? [];
    if (folder !== undefined) {
      cwd = resolve(cwd, folder);
      continue;
    }
    last = await runStep(step, cwd, settings);
    if (index < steps.length - 1) expect({ step, ...last }).toEqual({ step, ...last, code: 0 });
  }
  return last;
}
