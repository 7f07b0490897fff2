import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { text } from 'node:stream/consumers';

const logs = join(import.meta.dirname, '../../.nx/matrix');

/**
 * Runs a program to its end.
 *
 * @param options - environment and folder; `shell` for npm on Windows
 * @returns what it wrote to its standard output
 * @throws {Error} with the end of what it wrote and where the rest is, when its exit code is not 0
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
  const all = `${out}\n${err}`.trim();
  const log = join(logs, `${Date.now()}.log`);
  mkdirSync(logs, { recursive: true });
  writeFileSync(log, all);
  const tail = all.split('\n').slice(-30).join('\n');
  const name = [command, ...args].map((part) => (isAbsolute(part) ? basename(part) : part));
  throw new Error(`${name.join(' ')} ended with ${code}\n${tail}\nAll of it: ${log}`);
}
