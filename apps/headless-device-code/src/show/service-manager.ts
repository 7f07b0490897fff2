import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { plainLine } from '@entra-flows/sample-kit';
import { said } from '@entra-flows/sample-kit';
import type { StatusView } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/** ms that systemd may take to hear one message. */
const LONGEST = 10_000;

/**
 * Tells systemd that the service is up, how it stands (`systemctl status` shows the code), that it is
 * alive, and that it stops. The messages are datagrams to a socket, which Node cannot send: systemd's
 * own command does it, so the unit needs `NotifyAccess=all`.
 *
 * The service is up when its displays are. A user may take days to sign in, and systemd would not wait.
 *
 * @see sd_notify(3), systemd-notify(1)
 */
export function notifyServiceManager(
  { journal, status }: ShowContext,
  env: NodeJS.ProcessEnv = process.env,
): AsyncDisposable {
  if (!env['NOTIFY_SOCKET']) return { [Symbol.asyncDispose]: async () => undefined };
  let last = Promise.resolve();
  let isTold = true;

  const notify = (...messages: string[]) => {
    last = last.then(async () => {
      try {
        await promisify(execFile)('systemd-notify', messages, { timeout: LONGEST });
        isTold = true;
      } catch (error) {
        // Once: the watchdog would repeat it.
        if (isTold)
          journal.error('systemd-not-told', { text: plainLine((error as Error).message) });
        isTold = false;
      }
    });
    return last;
  };

  void notify('--ready', `--status=${statusLine(status.view)}`);
  status.onChange((view, before) => {
    if (statusLine(view) !== statusLine(before)) void notify(`--status=${statusLine(view)}`);
  });
  const interval = watchdogInterval(env);
  const beats = interval ? setInterval(() => void notify('WATCHDOG=1'), interval) : undefined;
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(beats);
      return notify('STOPPING=1', '--status=Stopping');
    },
  };
}

/** Half of what systemd allows, in ms, as sd_watchdog_enabled(3) recommends. */
function watchdogInterval({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv): number | undefined {
  const allowed = Number(WATCHDOG_USEC) / 1000;
  const isForUs = !WATCHDOG_PID || WATCHDOG_PID === String(process.pid);
  return isForUs && allowed >= 1 && allowed < 2 ** 31 ? allowed / 2 : undefined;
}

function statusLine({ state, code, username, trouble }: StatusView): string {
  if (code)
    return said({
      en: `Sign-in needed: code ${code.userCode} at ${code.verificationUri}`,
      ko: `로그인 필요: ${code.verificationUri} 페이지에서 코드 ${code.userCode}`,
    });
  if (trouble) {
    const next = trouble.nextTry.toISOString();
    return said({
      en: `In trouble: ${trouble.code}, next try ${next}`,
      ko: `문제: ${trouble.code}, 다음 시도 ${next}`,
    });
  }
  return state === 'working'
    ? said({ en: `Working for ${username}`, ko: `${username} 사용자로 작동 중` })
    : said({ en: 'Starting', ko: '시작하는 중' });
}
