import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainLine } from '@entra-flows/sample-kit';
import type { ShownCode } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/** ms after which a program that shows a code is ended, with all that it started. */
const LONGEST = 60_000;

/** What of this process's environment is nothing for a program that drives a display. */
const OURS = /^(NOTIFY_SOCKET|WATCHDOG_|CREDENTIALS_DIRECTORY|LISTEN_|ENTRA_)/;

/**
 * Runs a program for each new code: a printer, a display, a message to whoever is on call. It gets
 * the code in its environment and no shell in between, so that nothing in a code is ever a command.
 */
export function codeHook(program: string, { journal, status }: ShowContext): AsyncDisposable {
  const stop = new AbortController();
  status.onChange(({ code }, before) => {
    if (code && code !== before.code) void run(code);
  });

  async function run(code: ShownCode): Promise<void> {
    try {
      await runProgram(program, code, stop.signal);
      journal.info('hook-ran', { program });
    } catch (error) {
      if (stop.signal.aborted) return;
      journal.warning('hook-failed', { program, text: plainLine((error as Error).message) });
    }
  }

  return {
    [Symbol.asyncDispose]: async () => stop.abort(new Error('the service ends')),
  };
}

async function runProgram(program: string, code: ShownCode, stop: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST)]);
  const env = { ...withoutOurs(process.env), ...variables(code) };
  const isGroup = process.platform !== 'win32';
  const child = spawn(program, { env, detached: isGroup, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-500)));
  const end = () => {
    try {
      process.kill(isGroup ? -(child.pid as number) : (child.pid as number), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener('abort', () => child.pid && end(), { once: true });
  const [exit, killer] = (await once(child, 'exit')) as [number | null, string | null];
  if (stop.aborted || exit === 0) return;
  if (signal.aborted) throw new Error(`it did not end within ${LONGEST / 1000} s and was killed`);
  throw new Error(`it ended with ${killer ?? `exit code ${exit}`}${said ? `: ${said}` : ''}`);
}

const withoutOurs = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));

function variables(code: ShownCode): NodeJS.ProcessEnv {
  return {
    USER_CODE: code.userCode,
    VERIFICATION_URI: code.verificationUri,
    VERIFICATION_URI_COMPLETE: code.verificationUriComplete ?? '',
    MESSAGE: code.message,
    EXPIRES_ON: code.expiresOn.toISOString(),
  };
}
