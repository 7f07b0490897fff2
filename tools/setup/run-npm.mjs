import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';

// Runs before the packages are there, on any Node.js: an old one has to be able to read this file.

/**
 * How npm ended.
 *
 * @typedef {object} NpmEnd
 * @property {number | string | null} status its exit code, or the signal that ended it
 * @property {number} [stoppedBy] where a signal stopped this process meanwhile: the exit code of shells for it
 * @property {string} code of npm or of Node.js, such as `ENOTFOUND`; '' where there is none
 * @property {string} [reason] in npm's words, one line
 * @property {string} [path] file or folder that npm could not use
 * @property {string} errors what npm wrote of the failure, many lines; nothing of it was shown
 */

/** Characters of npm's report that are kept. */
const longestReport = 20000;

/** Milliseconds that npm has for its end after a Ctrl-C of the terminal. */
const grace = 1000;

/**
 * Runs npm. What it writes goes to stderr, as stdout belongs to the sample, but for its report of a failure: the
 * caller says that in fewer words. Signals end npm, and it is waited
 * for: what still runs would write into the user's next command, and into the next install.
 *
 * @param {string[]} args
 * @param {string} folder
 * @returns {Promise<NpmEnd>}
 */
export function runNpm(args, folder) {
  const child = start([...args, '--json'], folder);
  let json = '';
  /** @type {number | undefined} */
  let stoppedBy;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    stoppedBy = stoppedBy || 128 + constants.signals[signal];
    // A Ctrl-C of the terminal reaches npm by itself, and the second one makes it leave its work as it is.
    const isOfTerminal = signal === 'SIGINT' && [0, 1, 2].some((fd) => isatty(fd));
    setTimeout(() => child.kill(signal), isOfTerminal ? grace : 0).unref();
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  child.stdout?.on('data', (part) => (json += part));
  let errors = '';
  const lines = createInterface({
    input: /** @type {import('node:stream').Readable} */ (child.stderr),
  });
  lines.on('line', (line) => {
    if (!/^npm (error|ERR!)/.test(line)) return void process.stderr.write(`${line}\n`);
    errors = `${errors}${line}\n`.slice(0, longestReport);
  });
  return new Promise((resolve) => {
    /** @param {Omit<NpmEnd, 'stoppedBy'>} end */
    const ended = (end) => {
      for (const signal of signals) process.off(signal, stop);
      resolve(Object.assign(end, stoppedBy === undefined ? {} : { stoppedBy }));
    };
    child.on('error', ({ message }) => ended({ status: 1, code: '', reason: message, errors }));
    child.on('close', (status, signal) =>
      ended(Object.assign({ status: signal || status, errors }, reasonIn(json), pathIn(errors))),
    );
  });
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function start(args, cwd) {
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { cwd, stdio: ['ignore', 'pipe', 'pipe'] };
  const cli = process.env['npm_execpath'] || '';
  // Below `npm start`, npm says where it is; a bare npm is a script on Windows and needs a shell.
  if (basename(cli) === 'npm-cli.js') return spawn(process.execPath, [cli].concat(args), options);
  return spawn('npm', args, Object.assign(options, { shell: process.platform === 'win32' }));
}

/**
 * The file or folder of a failure: a line of npm's report.
 *
 * @param {string} errors
 * @returns {Pick<NpmEnd, 'path'>}
 */
function pathIn(errors) {
  const [, path] = /^npm (?:error|ERR!) path (.+)$/m.exec(errors) || [];
  return path === undefined ? {} : { path: path.slice(0, 300) };
}

/**
 * What `--json` says of a failure.
 *
 * @param {string} json
 * @returns {Pick<NpmEnd, 'code' | 'reason'>}
 */
function reasonIn(json) {
  try {
    const { error } = JSON.parse(json);
    const [reason = ''] = String(error.summary).split('\n');
    return { code: String(error.code || ''), reason: reason.replace(/[.\s]+$/, '').slice(0, 300) };
  } catch {
    return { code: '' };
  }
}
