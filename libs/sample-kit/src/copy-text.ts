import { spawn } from 'node:child_process';
import { systemCode } from '@entra-flows/auth-core';
import { takesSequences } from '@entra-flows/primitives/terminal-style';

/** `copied`: it is in the clipboard; `sent`: the terminal got it, and may take it. */
export type Copied = 'copied' | 'sent' | 'late' | 'missing';

/** ms that a clipboard has: an answer that comes later is none to the key that was pressed. */
const PATIENCE = 1_500;

/**
 * Copies a text to the clipboard of the user: by the system's own tool, or, where there is none and over
 * SSH, by asking the terminal (OSC 52).
 *
 * @param terminal - gets the sequence for the terminal
 */
export async function copyText(
  text: string,
  terminal: { write(text: string): unknown },
  env: NodeJS.ProcessEnv = process.env,
): Promise<Copied> {
  for (const [program = '', ...args] of toolsOf(env)) {
    const outcome = await copyWith(program, args, text);
    if (outcome !== 'missing') return outcome;
  }
  if (!takesSequences(true, env) || env['TERM'] === 'linux') return 'missing';
  terminal.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  return 'sent';
}

/** The tools of this desktop. Over SSH the clipboard of this machine is not the user's. */
function toolsOf(env: NodeJS.ProcessEnv): string[][] {
  if (env['SSH_CONNECTION'] || env['SSH_TTY']) return [];
  if (process.platform === 'darwin') return [['pbcopy']];
  if (process.platform === 'win32') return [['clip']];
  return [
    ...(env['WSL_DISTRO_NAME'] ? [['clip.exe']] : []),
    ...(env['WAYLAND_DISPLAY'] ? [['wl-copy']] : []),
    ...(env['DISPLAY']
      ? [
          ['xclip', '-selection', 'clipboard'],
          ['xsel', '--clipboard', '-i'],
        ]
      : []),
  ];
}

function copyWith(program: string, args: string[], text: string): Promise<Copied> {
  return new Promise((resolve) => {
    // It may stay behind to serve the clipboard: nothing of it is waited for but its answer.
    const tool = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => {
      tool.kill('SIGKILL');
      resolve('late');
    }, PATIENCE);
    const end = (outcome: Copied) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    tool.once('error', (error) => end(systemCode(error) === 'ENOENT' ? 'missing' : 'late'));
    tool.once('exit', (code) => end(code === 0 ? 'copied' : 'missing'));
    tool.stdin.on('error', () => undefined).end(text);
  });
}
