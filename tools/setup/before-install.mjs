import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What runs before the packages are there, on any Node.js: an old one has to be able to read this file.

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ends with one clear line on a Node.js that is too old, before anything newer than it is loaded. */
export function checkNode() {
  const { engines } = read(join(root, 'package.json'));
  if (satisfies(process.versions.node, engines.node)) return;
  console.error(texts[languageOf()].oldNode(process.versions.node, engines.node));
  process.exit(1);
}

const texts = {
  en: {
    /**
     * @param {string} here
     * @param {string} needed
     */
    oldNode: (here, needed) =>
      `This is Node.js ${here}, and this workspace needs ${needed}. ` +
      'Install a current version from https://nodejs.org or with your version manager, then run the command again.',
    /** @param {string} command */
    installing: (command) => `Installing the npm packages:\n  ${command}`,
    noElectron: 'Only Electron needs Node.js 22.12 to be installed and packaged.',
    /** @param {string | number | null} why */
    failed: (why) =>
      `The npm packages could not be installed (${typeof why === 'string' ? why : `npm ended with ${why}`}). ` +
      'npm says why above; most often the registry cannot be reached: look at the network and at HTTPS_PROXY, then run the command again.',
  },
  ko: {
    /**
     * @param {string} here
     * @param {string} needed
     */
    oldNode: (here, needed) =>
      `Node.js ${here}입니다. 이 작업 영역에는 ${needed} 버전이 필요합니다. ` +
      'https://nodejs.org나 버전 관리자에서 최신 버전을 설치한 뒤 명령을 다시 실행하세요.',
    /** @param {string} command */
    installing: (command) => `npm 패키지를 설치합니다:\n  ${command}`,
    noElectron: 'Electron을 설치하고 패키지할 때만 Node.js 22.12가 필요합니다.',
    /** @param {string | number | null} why */
    failed: (why) =>
      `npm 패키지를 설치할 수 없습니다(${typeof why === 'string' ? why : `npm 종료 코드 ${why}`}). ` +
      '이유는 위에 있습니다. 대개 레지스트리에 연결할 수 없는 경우입니다. 네트워크와 HTTPS_PROXY를 확인한 뒤 명령을 다시 실행하세요.',
  },
};

/**
 * The language of messages, by the rule of libs/primitives/src/language.ts, which cannot be loaded yet; a
 * spec compares the two. An unknown --lang is refused later.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {'en' | 'ko'}
 */
export function languageOf(args = process.argv.slice(2), env = process.env) {
  const given = args.map((arg, at) =>
    arg === '--lang' ? args[at + 1] : arg.match(/^--lang=(.*)/)?.[1],
  );
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || systemLocale();
  const [named = 'en'] = [...given.filter(Boolean).slice(-1), locale];
  return /^ko(?![a-z])/i.test(named) ? 'ko' : 'en';
}

const systemLocale = () => new Intl.PluralRules().resolvedOptions().locale;

/**
 * @param {string} version `20.19.0`
 * @param {string} range alternatives of the forms `^20.19.0` and `>=24`
 */
export function satisfies(version, range) {
  const [major = 0, ...rest] = numbers(version);
  return range.split('||').some((alternative) => {
    const [least = 0, ...leastRest] = numbers(alternative.replace(/[^\d.]/g, ''));
    if (major !== least) return alternative.includes('>=') && major > least;
    const [minor = 0, patch = 0] = rest.map((number, at) => number - (leastRest[at] ?? 0));
    return minor > 0 || (minor === 0 && patch >= 0);
  });
}

/** @param {string} version */
const numbers = (version) => version.split('.').map((part) => parseInt(part, 10));

/**
 * Installs the npm packages of the lockfile unless they are there, and says so on stderr. Install
 * scripts stay off: no package of this workspace needs one.
 *
 * Ends the process with a clear line when npm fails.
 */
export function installPackages() {
  if (packagesAreThere(root)) return;
  // Without npm's warnings: on Node.js 20 they are 15 lines about Electron's tools.
  const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { installing, noElectron, failed } = texts[languageOf()];
  console.error(installing(`npm ${command.join(' ')}`));
  // npm's own report goes to stderr, as stdout belongs to the sample.
  const { status, error } = npm(command);
  if (status === 0) {
    if (parseInt(process.versions.node, 10) < 22) console.error(noElectron);
    return;
  }
  console.error(failed(error?.message ?? status));
  process.exit(1);
}

/**
 * Whether node_modules holds what the lockfile says. Looks into the two only when the lockfile is the
 * newer one, as it also is after a checkout that changed nothing.
 *
 * @param {string} folder
 */
export function packagesAreThere(folder) {
  const lock = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(lock).mtimeMs <= statSync(installed).mtimeMs) return true;
  try {
    return sameVersions(read(lock).packages, read(installed).packages);
  } catch {
    return false;
  }
}

/**
 * @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} Packages
 * @param {Packages} locked
 * @param {Packages} installed
 */
function sameVersions(locked, installed) {
  return Object.entries(locked).every(([path, { version, optional, devOptional, peer }]) => {
    if (!path.includes('node_modules/')) return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
}

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @param {string[]} args */
function npm(args) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const cli = process.env['npm_execpath'] ?? '';
  // Below `npm start`, npm says where it is; a bare npm is a script on Windows and needs a shell.
  if (basename(cli) === 'npm-cli.js') return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
