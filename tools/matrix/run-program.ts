import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a program to its end.
 *
 * @param options - environment and folder; `shell` for npm on Windows
 * @returns what it wrote to its standard output
 * @throws {Error} with the end of what it wrote, when its exit code is not 0
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const shell = process.platform === 'win32' && !command.endsWith('.exe');
  const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 130));
  });
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code === 0) return out;
  const tail = `${out}\n${err}`.trim().split('\n').slice(-30).join('\n');
  throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${tail}`);
}
