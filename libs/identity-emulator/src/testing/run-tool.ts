import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a program to its end, with a text on its input; for the specs.
 *
 * @returns what it printed
 * @throws Error with all that it printed when it fails
 */
export async function runTool(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<string> {
  const program = spawn(command, args, { env });
  const ended = new Promise<number | null>((resolve, reject) => {
    program.once('error', reject);
    program.once('close', resolve);
  });
  program.stdin.on('error', () => {}); // it may end before it has read all
  program.stdin.end(input);
  const [code, out, errors] = await Promise.all([
    ended,
    text(program.stdout),
    text(program.stderr),
  ]);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${out}${errors}`);
  return out + errors;
}
