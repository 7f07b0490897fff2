import { request, type IncomingMessage } from 'node:http';
import { said } from '@entra-flows/primitives/said';
import type { Control } from './emulator-data.ts';

/**
 * Whether the emulator that wrote the control file still answers at its address: after a crash another
 * program may have the port, so the secret is not sent for this.
 */
export async function isRunning({ url, pid }: Control): Promise<boolean> {
  try {
    const health = await ask({ url }, 'GET', '/health', 2000);
    const { name, pid: answering } = JSON.parse(await text(health)) as Record<string, unknown>;
    return name === 'identity-emulator' && answering === pid;
  } catch {
    return false;
  }
}

/**
 * Opens the stream whose being open keeps the emulator up.
 *
 * @returns undefined when it was refused
 */
export async function openHold(control: Control): Promise<IncomingMessage | undefined> {
  try {
    const answer = await ask(control, 'GET', '/hold', 5000);
    answer.on('error', () => {}); // 'close' follows and says the same
    answer.resume(); // heartbeats
    if (answer.statusCode === 200) return answer;
    answer.destroy();
  } catch {
    // On its way out: the caller starts another one.
  }
  return undefined;
}

/**
 * Has the scripted user approve what is asked for through one name of the tenant.
 *
 * @param tenant path segment of the authority, as the client asks it
 * @param account user name of who signs in; by default the first of the tenant
 * @throws Error when the emulator does not take the rule, as when no such user can sign in
 */
export async function approveAll(
  control: Control,
  tenant: string,
  account?: string,
): Promise<void> {
  const rule = JSON.stringify({ does: 'approve', tenant, as: account });
  const answer = await ask(control, 'POST', '/user', 5000, rule);
  const reason = reasonIn(await text(answer));
  const { statusCode } = answer;
  if (statusCode === 200) return;
  throw new Error(
    said({
      en: `The identity emulator does not let the scripted user sign in (HTTP ${statusCode}): ${reason}`,
      ko: `ID 에뮬레이터에서 자동 사용자가 로그인할 수 없습니다(HTTP ${statusCode}): ${reason}`,
    }),
  );
}

function reasonIn(answer: string): string {
  try {
    return String((JSON.parse(answer) as { error?: unknown }).error).slice(0, 200);
  } catch {
    return answer.slice(0, 200);
  }
}

/** @param timeout milliseconds until the head of the answer */
function ask(
  { url, secret }: Partial<Control>,
  method: string,
  path: string,
  timeout: number,
  body?: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(secret && { 'x-emulator-secret': secret }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const asked = request(new URL(path, url), { method, headers, agent: false });
    const late = new Error(
      said({
        en: `The identity emulator did not answer in ${timeout / 1000} s.`,
        ko: `ID 에뮬레이터가 ${timeout / 1000}초 안에 응답하지 않았습니다.`,
      }),
    );
    const timer = setTimeout(() => asked.destroy(late), timeout);
    asked.on('error', reject).on('close', () => clearTimeout(timer));
    asked.on('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    asked.end(body);
  });
}

async function text(answer: IncomingMessage): Promise<string> {
  const strange = said({
    en: 'The answer is not an emulator’s: it does not end.',
    ko: '에뮬레이터의 응답이 아닙니다: 끝나지 않습니다.',
  });
  const timer = setTimeout(() => answer.destroy(new Error(strange)), 2000);
  let received = '';
  try {
    for await (const part of answer.setEncoding('utf8')) {
      received += part;
      if (received.length > 65_536) throw new Error(strange);
    }
  } finally {
    clearTimeout(timer);
  }
  return received;
}
