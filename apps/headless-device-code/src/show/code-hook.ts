import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { printableText } from '@entra-flows/auth-core';
import { said } from '@entra-flows/sample-kit';
import type { ShownCode } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/** A minute, in ms. */
const LONGEST = 60_000;

/** What of this process's environment is nothing for a program that drives a display. */
const OURS = /^(NOTIFY_SOCKET|WATCHDOG_|CREDENTIALS_DIRECTORY|LISTEN_|ENTRA_)/;

/**
 * Runs a program for each new code: a printer, a display, a message to the administrator on call. It gets
 * the code in its environment and no shell in between, so that nothing in a code is ever a command.
 *
 * @param longest - ms after which the program is ended, with all that it started
 */
export function codeHook(
  program: string,
  { journal, status }: ShowContext,
  longest = LONGEST,
): AsyncDisposable {
  const stop = new AbortController();
  status.onChange(({ code }, before) => {
    if (code && code !== before.code) void run(code);
  });

  async function run(code: ShownCode): Promise<void> {
    try {
      await runProgram(program, code, { stop: stop.signal, longest });
      journal.info('hook-ran', { program });
    } catch (error) {
      if (stop.signal.aborted) return;
      journal.warning('hook-failed', { program, text: (error as Error).message });
    }
  }

  return {
    [Symbol.asyncDispose]: async () => stop.abort(),
  };
}

async function runProgram(
  program: string,
  code: ShownCode,
  { stop, longest }: { stop: AbortSignal; longest: number },
): Promise<void> {
  const env = { ...withoutOurs(process.env), ...variables(code) };
  const isGroup = process.platform !== 'win32';
  const child = spawn(program, { env, detached: isGroup, stdio: ['ignore', 'ignore', 'pipe'] });
  // Before all else: a program that cannot be started reports that at once, and only once.
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let written = '';
  // There is none where the process has no file descriptor left.
  child.stderr?.on('data', (part: Buffer) => (written = (written + part.toString()).slice(-500)));
  const kill = () => child.pid && killAll(isGroup ? -child.pid : child.pid);
  let isLate = false;
  // A timer that is held here: Node 20 forgets an `AbortSignal.timeout` that only `any` refers to.
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, longest);
  stop.addEventListener('abort', kill);
  try {
    const [exit, killer] = await ended;
    if (exit === 0) return;
    if (isLate) throw new Error(tooLong(longest / 1000));
    const why = killer ?? said({ en: `exit code ${exit}`, ko: `종료 코드 ${exit}` });
    const words = written && `: ${printableText(written, { trusted: true })}`;
    throw new Error(
      said({ en: `it ended with ${why}${words}`, ko: `실패했습니다(${why})${words}` }),
    );
  } finally {
    // From now on its number may belong to another process.
    stop.removeEventListener('abort', kill);
    clearTimeout(timer);
    child.stderr?.destroy();
  }
}

const tooLong = (seconds: number) =>
  said({
    en: `it did not end within ${seconds} s and was killed`,
    ko: `${seconds}초 안에 끝나지 않아 강제로 끝냈습니다`,
  });

function killAll(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
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
