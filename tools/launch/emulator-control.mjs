import { request } from 'node:http';
import { join } from 'node:path';
import { readPlainFile } from './read-plain-file.mjs';

/**
 * @typedef {{ url: string, secret: string, pid: number }} Control where a running emulator takes orders
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 */

/**
 * Reads what the emulator of a data folder last wrote about its control API.
 *
 * @param {string} dataDir
 * @returns {Control | undefined} undefined when there is none, or none that can be trusted: an address
 *   that is not of this machine would be told the secret
 */
export function readControl(dataDir) {
  try {
    const { url, secret, pid } = JSON.parse(readPlainFile(join(dataDir, 'control.json')) ?? '');
    const { protocol, hostname } = new URL(url);
    const here = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
    return protocol === 'http:' && here && typeof secret === 'string' && Number.isInteger(pid)
      ? { url, secret, pid }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the emulator that wrote the control file still answers at its address: after a crash the
 * port may be somebody else's. The secret is not sent for this.
 *
 * @param {Control} control
 */
export async function isRunning(control) {
  try {
    const answer = await ask(control, 'GET', '/health', { timeout: 2000, secret: false });
    const health = JSON.parse(await text(answer));
    return health.name === 'identity-emulator' && health.pid === control.pid;
  } catch {
    return false;
  }
}

/**
 * Opens the stream whose being open keeps the emulator up.
 *
 * @param {Control} control
 * @returns {Promise<IncomingMessage | undefined>} undefined when it was refused
 */
export async function openHold(control) {
  try {
    const answer = await ask(control, 'GET', '/hold', { timeout: 5000 });
    answer.on('error', () => {}); // 'close' follows and says the same
    answer.resume(); // the exchanges on it are for those who want to watch
    if (answer.statusCode === 200) return answer;
    answer.destroy();
  } catch {
    // On its way out: whoever asks starts another one.
  }
  return undefined;
}

/**
 * Has the scripted person approve what is asked for through one name of the tenant.
 *
 * @param {Control} control
 * @param {string} tenant path segment of the authority, as the client asks it
 * @param {string} [account] user name of who signs in; by default the first of the tenant
 * @throws {Error} when the emulator does not take the rule, as when nobody of that name can sign in
 */
export async function approveAll(control, tenant, account) {
  const answer = await ask(control, 'POST', '/user', {
    timeout: 5000,
    body: JSON.stringify({ does: 'approve', tenant, as: account }),
  });
  const said = await text(answer);
  if (!answer.statusCode || answer.statusCode >= 300) {
    throw new Error(
      `The identity emulator does not let the scripted person sign in (HTTP ${answer.statusCode}): ${reasonIn(said)}`,
    );
  }
}

/** @param {string} said */
function reasonIn(said) {
  try {
    return String(JSON.parse(said).error).slice(0, 200);
  } catch {
    return said.slice(0, 200);
  }
}

/**
 * @param {Control} control
 * @param {string} method
 * @param {string} path
 * @param {{ timeout: number, secret?: boolean, body?: string }} options timeout in milliseconds, up to
 *   the head of the answer
 * @returns {Promise<IncomingMessage>}
 */
function ask({ url, secret }, method, path, { timeout, secret: tell = true, body }) {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(tell && { 'x-emulator-secret': secret }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const asked = request(new URL(path, url), { method, headers, agent: false });
    const timer = setTimeout(
      () =>
        asked.destroy(new Error(`The identity emulator did not answer in ${timeout / 1000} s.`)),
      timeout,
    );
    asked.on('error', reject).on('close', () => clearTimeout(timer));
    asked.on('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    asked.end(body);
  });
}

/** @param {IncomingMessage} answer */
async function text(answer) {
  const timer = setTimeout(() => answer.destroy(new Error('The answer does not end.')), 2000);
  let said = '';
  try {
    for await (const part of answer.setEncoding('utf8')) {
      said += part;
      if (said.length > 65_536) throw new Error('The answer is too long to be an emulator’s.');
    }
  } finally {
    clearTimeout(timer);
  }
  return said;
}
