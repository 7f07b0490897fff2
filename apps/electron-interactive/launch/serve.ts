import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { said, UsageError } from '@entra-flows/sample-kit';
import {
  failureText,
  followLanguage,
  optionProblem,
  writeHelp,
} from '@entra-flows/sample-kit/service';
import { buildApp } from './build-app.ts';
import { findElectron } from './find-electron.ts';

const command = process.env['SAMPLE_COMMAND'] ?? 'npm start --';

const help = {
  en: `electron-interactive: signs users in from a desktop app and calls Microsoft Graph.

Usage: ${command} [options]

Options:
  --custom-scheme      come back from the browser by msal{client id}://auth instead of loopback
  --no-broker          ask the browser, also where the system has a broker
  --allow-basic-text   keep tokens although this Linux has no keyring
  --user-data DIR      where the app keeps its files
  --lang LANG          language of messages in the terminal: en or ko (that of the system)
  --help               this text

Environment, or .env.local in the current folder:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   the app registration
  ENTRA_GRAPH                        address of Microsoft Graph, if not that of the authority's cloud
  ELECTRON_OVERRIDE_DIST_PATH        folder of an Electron that you have

Exit codes: 0 closed, 1 failed, 2 wrong usage, 130 interrupted.
`,
  ko: `electron-interactive: 데스크톱 앱에서 사용자를 로그인하게 하고 Microsoft Graph를 호출합니다.

사용법: ${command} [옵션]

옵션:
  --custom-scheme      루프백 대신 msal{클라이언트 ID}://auth로 브라우저에서 돌아옴
  --no-broker          시스템에 브로커가 있어도 브라우저에 물음
  --allow-basic-text   이 Linux에 키링이 없어도 토큰을 보관
  --user-data DIR      앱이 파일을 둘 폴더
  --lang LANG          터미널 메시지의 언어: en 또는 ko(시스템 언어)
  --help               이 도움말

환경 변수 또는 현재 폴더의 .env.local:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   앱 등록
  ENTRA_GRAPH                        인증 기관의 클라우드와 다른 Microsoft Graph의 주소
  ELECTRON_OVERRIDE_DIST_PATH        가지고 있는 Electron의 폴더

종료 코드: 0 닫힘, 1 실패, 2 잘못된 사용법, 130 중단됨.
`,
};

/** Signals that a user or a terminal sends. */
const ASKED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

try {
  const { values } = parsed();
  // The launcher starts no emulator without it.
  if (process.env['SAMPLE_CHECK']) requireElectron();
  else if (values.help) writeHelp(said(help));
  else process.exitCode = await serve(values);
} catch (error) {
  process.stderr.write(failureText(error instanceof Error ? error.message : String(error)));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function serve(values: ReturnType<typeof parsed>['values']): Promise<number> {
  const electron = requireElectron();
  const folder = join(import.meta.dirname, '../dist/app');
  await buildApp(folder);
  const switches = [
    ...(values['custom-scheme'] ? ['--custom-scheme'] : []),
    ...(values['no-broker'] ? ['--no-broker'] : []),
    ...(values['allow-basic-text'] ? ['--allow-basic-text'] : []),
    ...(values['user-data'] ? [`--user-data-dir=${values['user-data']}`] : []),
  ];
  const child = spawn(electron, [...switches, join(folder, '../..')], {
    stdio: 'inherit',
    // The app and its window follow the environment, as every program of a desktop does.
    env: { ...process.env, ...(values.lang ? { LC_ALL: values.lang } : {}) },
  });
  for (const signal of ASKED) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new Error(
          said({
            en: `${electron} cannot be started (${code}). Electron's program has to be there, unpacked, and executable.`,
            ko: `${electron} 프로그램을 시작할 수 없습니다(${code}). Electron의 프로그램이 압축이 풀린, 실행할 수 있는 상태로 있어야 합니다.`,
          }),
        ),
      ),
    );
    child.once('exit', (code, signal) => {
      if (code !== null) resolve(code);
      else if (ASKED.some((one) => one === signal)) resolve(signal === 'SIGINT' ? 130 : 1);
      else
        reject(
          new Error(
            said({
              en: `Electron was ended by ${signal}: by the system, or by a crash.`,
              ko: `Electron이 종료되었습니다(${signal}). 시스템이 종료했거나 충돌했습니다.`,
            }),
          ),
        );
    });
  });
}

function requireElectron(): string {
  const electron = findElectron();
  if (!electron.program) throw new Error(missing(electron));
  return electron.program;
}

function missing({ version, tried }: ReturnType<typeof findElectron>): string {
  const places = tried.map((path) => `  ${path}`).join('\n');
  // Electron's own tools need it.
  const isOld = parseInt(process.versions.node, 10) < 22;
  return said({
    en: `Electron ${version} is not on this machine: its npm package holds no program, and nothing is downloaded that you did not ask for. Looked for:
${places}

Get it in one of these ways, then start again:
  npx install-electron --no
      from github.com${isOld ? ', with Node.js 22.12 or later' : ''}
  ELECTRON_MIRROR=https://mirror.example/electron/ npx install-electron --no
      from a mirror, such as your company's
  ELECTRON_OVERRIDE_DIST_PATH=/path/to/it npx nx serve electron-interactive
      an unpacked copy that you have, of the same version

README.md shows what the app does with it.`,
    ko: `이 컴퓨터에는 Electron ${version} 버전이 없습니다. npm 패키지에는 프로그램이 들어 있지 않으며, 요청하지 않은 것은 내려받지 않습니다. 찾아본 곳:
${places}

다음 중 한 가지 방법으로 준비한 뒤 다시 시작하세요.
  npx install-electron --no
      github.com에서${isOld ? ', Node.js 22.12 이상으로' : ''}
  ELECTRON_MIRROR=https://mirror.example/electron/ npx install-electron --no
      회사 등의 미러에서
  ELECTRON_OVERRIDE_DIST_PATH=/path/to/it npx nx serve electron-interactive
      같은 버전의 압축을 푼 사본으로

앱이 무엇을 하는지는 README.md에 있습니다.`,
  });
}

function parsed() {
  const options = {
    'custom-scheme': { type: 'boolean', default: false },
    'no-broker': { type: 'boolean', default: false },
    'allow-basic-text': { type: 'boolean', default: false },
    'user-data': { type: 'string' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  // pnpm passes the -- on that npm takes for itself.
  const args = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
  followLanguage(args);
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw new UsageError(optionProblem(error, Object.keys(options), args));
  }
}
