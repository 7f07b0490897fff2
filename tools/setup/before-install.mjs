import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeInstallLock } from './install-lock.mjs';
import { runNpm } from './run-npm.mjs';

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
    installing:
      'Installing the npm packages (npm ci, without scripts), which takes one to three minutes.',
    /** Of a command that only shows something. */
    shownAfter: 'What you asked for comes after that: what shows it is in the packages.',
    /**
     * @param {number} seconds
     * @param {number} packages
     */
    progress: (seconds, packages) =>
      `Still installing, ${seconds} s so far${packages ? `, ${packages} packages are there` : ''}. Ctrl-C stops.`,
    /** @param {string} file */
    notWritten: (file) =>
      `npm cannot write ${file}. It keeps its cache in the home folder: set HOME, or npm_config_cache for ` +
      'the cache alone, to a folder that your user may write, then run the command again.',
    /** @param {string} folder */
    folderNotWritten: (folder) =>
      `${folder} cannot be written, and the packages go there. Let your user write it, then run the command again.`,
    diskFull: 'The disk is full. Make room, then run the command again.',
    waiting: 'Another install of the npm packages runs here. Waiting for it.',
    stopped: 'Stopped.',
    /** @param {string} why */
    failed: (why) => `The npm packages could not be installed: ${why}.`,
    /** @param {number | string | null} end */
    ended: (end) => `npm ended with ${end}`,
    noRegistry:
      'The registry cannot be reached: look at the network and at HTTPS_PROXY, then run the command again.',
    mend: 'npm says more above. Mend that, then run the command again.',
  },
  ko: {
    /**
     * @param {string} here
     * @param {string} needed
     */
    oldNode: (here, needed) =>
      `Node.js ${here}입니다. 이 작업 영역에는 ${needed} 버전이 필요합니다. ` +
      'https://nodejs.org나 버전 관리자에서 최신 버전을 설치한 뒤 명령을 다시 실행하세요.',
    installing: 'npm 패키지를 설치합니다(npm ci, 스크립트 제외). 1~3분 걸립니다.',
    shownAfter: '요청한 내용은 설치한 뒤에 나옵니다. 그것을 표시하는 프로그램이 패키지에 있습니다.',
    /**
     * @param {number} seconds
     * @param {number} packages
     */
    progress: (seconds, packages) =>
      `설치하는 중입니다. ${seconds}초 지남${packages ? `, 패키지 ${packages}개 준비됨` : ''}. 중지하려면 Ctrl-C를 누르세요.`,
    /** @param {string} file */
    notWritten: (file) =>
      `npm이 다음 경로에 쓸 수 없습니다: ${file}. npm은 홈 폴더에 캐시를 둡니다. HOME(캐시만 옮기려면 ` +
      'npm_config_cache)을 현재 사용자가 쓸 수 있는 폴더로 설정한 뒤 명령을 다시 실행하세요.',
    /** @param {string} folder */
    folderNotWritten: (folder) =>
      `패키지를 설치할 폴더에 쓸 수 없습니다: ${folder}. 현재 사용자에게 쓰기 권한을 준 뒤 명령을 다시 실행하세요.`,
    diskFull: '디스크가 가득 찼습니다. 공간을 비운 뒤 명령을 다시 실행하세요.',
    waiting: '다른 곳에서 npm 패키지를 설치하고 있습니다. 끝나기를 기다립니다.',
    stopped: '중지했습니다.',
    /** @param {string} why */
    failed: (why) => `npm 패키지를 설치할 수 없습니다: ${why}.`,
    /** @param {number | string | null} end */
    ended: (end) => `npm 종료 코드 ${end}`,
    noRegistry:
      '레지스트리에 연결할 수 없습니다. 네트워크와 HTTPS_PROXY를 확인한 뒤 명령을 다시 실행하세요.',
    mend: '자세한 내용은 위에 있습니다. 문제를 해결한 뒤 명령을 다시 실행하세요.',
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
 * scripts stay off: no package of this workspace needs one. An install that runs already is waited for.
 *
 * Ends the process with a clear line when npm fails, and after npm when a signal stops it.
 *
 * @param {string} [folder] the workspace's, for tests another
 */
export async function installPackages(folder = root) {
  if (packagesAreThere(folder)) return;
  const say = texts[languageOf()];
  const lock = await takeInstallLock(folder, () => console.error(say.waiting));
  /** @type {number | undefined} */
  let end;
  try {
    // The other one may have installed them.
    if (!packagesAreThere(folder)) end = await install(folder, say);
  } finally {
    lock.release();
  }
  if (end !== undefined) process.exit(end);
}

/**
 * @param {string} folder
 * @param {typeof texts['en']} say
 * @returns {Promise<number | undefined>} the exit code where it failed
 */
async function install(folder, say) {
  // Without npm's warnings: on Node.js 20 they are 15 lines about Electron's tools.
  const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const isShow = process.argv.slice(2).some((arg) => /^(--list|--help|-h)$/.test(arg));
  console.error(isShow ? `${say.installing} ${say.shownAfter}` : say.installing);
  const heart = heartbeat(folder, say);
  const { status, stoppedBy, code, reason, path, errors } = await runNpm(command, folder);
  clearInterval(heart);
  if (stoppedBy !== undefined) {
    console.error(say.stopped);
    return stoppedBy;
  }
  if (status === 0) return undefined;
  const why = reason === undefined ? say.ended(status) : code ? `${reason} (${code})` : reason;
  const next = remedyOf(code, path, folder, say);
  // Where it is known what helps, npm's report says no more.
  if (next === undefined) process.stderr.write(errors);
  console.error(`${say.failed(next === undefined || !path ? why : code)}\n${next || say.mend}`);
  return 1;
}

/**
 * @param {string} code
 * @param {string | undefined} path
 * @param {string} folder
 * @param {typeof texts['en']} say
 */
function remedyOf(code, path, folder, say) {
  if (ofNetwork.test(code)) return say.noRegistry;
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return say.diskFull;
  if (!/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT)$/.test(code) || !path) return undefined;
  const isInside = resolve(path).startsWith(resolve(folder));
  if (!isInside) return say.notWritten(path);
  return /^(EACCES|EPERM|EROFS)$/.test(code) ? say.folderNotWritten(folder) : undefined;
}

/** Milliseconds between two signs of life. */
const pulse = 10000;

/**
 * Says on a terminal from time to time that the install goes on, with the count of packages where it has
 * moved: npm makes all folders early and fills them later. A log needs no sign of life.
 *
 * @param {string} folder
 * @param {typeof texts['en']} say
 */
function heartbeat(folder, say) {
  const started = Date.now();
  let before = 0;
  const beat = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const packages = packagesIn(folder);
    console.error(say.progress(seconds, packages === before ? 0 : packages));
    before = packages;
  };
  const timer = process.stderr.isTTY ? setInterval(beat, pulse) : undefined;
  if (timer) timer.unref();
  return timer;
}

/** @param {string} folder */
function packagesIn(folder) {
  try {
    return readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')).length;
  } catch {
    return 0;
  }
}

/** Of Node.js and of npm: no name, no connection, no answer, or another one than the registry's. */
const ofNetwork =
  /^(EAI_AGAIN|ENOTFOUND|ECONN\w+|E?(HOST|NET)UNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EPIPE|EPROTO|\w*CERT\w*|E407|E50\d)$/;

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
