import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ownProcess } from './own-processes.ts';

/**
 * Runs a command as a user's shell would, without this machine's own authority.
 *
 * @param expected what it has to say on stdout or stderr
 * @throws when it fails or says something else
 */
export async function runToEnd(
  command: string,
  args: string[],
  cwd: string,
  expected: RegExp,
): Promise<void> {
  const child = ownProcess(() =>
    spawn(command, args, {
      cwd,
      env: cleanEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    }),
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (said += part.toString()));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0 && expected.test(said)) return;
  throw new Error(`"${command} ${args.join(' ')}" ended with ${code}: ${said.slice(-1000)}`);
}

/** Without what npm and Nx set for their children, and without a user's own tenant. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const own = /^(?:npm_|NX_|ENTRA_|EMULATOR_|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
