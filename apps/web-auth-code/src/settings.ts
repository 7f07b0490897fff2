import { parseArgs } from 'node:util';
import { plainLine, said, type Said, UsageError } from '@entra-flows/sample-kit';
import {
  commandHere,
  followLanguage,
  optionProblem,
  scopesIn,
  scopesInCode,
} from '@entra-flows/sample-kit/service';
import { app } from './auth-config.ts';

/** What the command line and the environment say. */
export interface Settings {
  port: number;
  scopes: string[];
  verbose: boolean;
  help: boolean;
  /** Where browsers find the app, if not at `http://localhost:{port}`. */
  publicUrl?: URL;
  redisUrl?: string;
  clientSecret?: string;
  /** The first signs, all of them are accepted; none: one is made for this process. */
  sessionSecrets: string[];
}

/** What the environment says, unless `app` does. */
const fromOutside = (registration: string, graph: string): string =>
  app.clientId !== undefined && app.authority !== undefined
    ? ''
    : `  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   ${registration}\n  ENTRA_GRAPH                        ${graph}\n`;

export const helpText = (): Said => ({
  en: `${app.name}: signs users in to a web app and calls Microsoft Graph for them.

Usage: ${commandHere()} [options]

Options:
  --port NUMBER   port of loopback to listen on (3000); 0 for any that is free
  --scopes LIST   scopes to ask for, with commas or spaces between (${app.scopes.join(' ')})
  --verbose       MSAL's log and every HTTP exchange, without secrets, to stderr
  --lang LANG     language of messages in the terminal: en or ko (that of the system)
  --help          this text

Environment:
${fromOutside('the app registration', "address of Microsoft Graph, if not that of the authority's cloud")}  ENTRA_CLIENT_SECRET                makes the app a confidential client
  REDIS_URL                          redis[s]://… for sessions and tokens; in memory without it
  SESSION_SECRET                     32 characters or more, needed with REDIS_URL; several, with commas between, while one is being replaced (newest first)
  PUBLIC_URL                         https://… where browsers find the app, behind a proxy; no path

Exit codes: 0 stopped by a signal, 1 failed, 2 wrong usage.
`,
  ko: `${app.name}: 사용자를 웹앱에 로그인하게 하고 그 사용자로 Microsoft Graph를 호출합니다.

사용법: ${commandHere()} [옵션]

옵션:
  --port NUMBER   수신할 루프백 포트(3000). 0이면 빈 포트
  --scopes LIST   요청할 범위. 쉼표나 공백으로 구분(${app.scopes.join(' ')})
  --verbose       MSAL 로그와 모든 HTTP 통신을 비밀 값 없이 stderr에 출력
  --lang LANG     터미널 메시지의 언어: en 또는 ko(시스템 언어)
  --help          이 도움말

환경 변수:
${fromOutside('앱 등록', '인증 기관의 클라우드와 다른 Microsoft Graph의 주소')}  ENTRA_CLIENT_SECRET                앱을 기밀 클라이언트로 만듦
  REDIS_URL                          세션과 토큰을 둘 redis[s]://…. 없으면 메모리
  SESSION_SECRET                     32자 이상. REDIS_URL과 함께 필요. 바꾸는 동안에는 쉼표로 구분해 여러 개(최신 것 먼저)
  PUBLIC_URL                         프록시 뒤에서 브라우저가 앱을 찾는 https://…. 경로 없음

종료 코드: 0 신호로 중지됨, 1 실패, 2 잘못된 사용법.
`,
});

/** @throws {UsageError} for an option or a variable that cannot work */
export function readSettings(
  args = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
): Settings {
  const { port, scopes, verbose, help } = parsed(args);
  const [redisUrl, clientSecret, publicUrl] = [
    env['REDIS_URL']?.trim(),
    env['ENTRA_CLIENT_SECRET']?.trim(),
    env['PUBLIC_URL']?.trim(),
  ];
  const sessionSecrets = secrets(env['SESSION_SECRET']);
  if (redisUrl && sessionSecrets.length === 0) {
    throw new UsageError(
      said({
        en:
          'SESSION_SECRET is not set, but REDIS_URL is: instances that share sessions need one secret. ' +
          `Make one with: node -p "crypto.randomBytes(32).toString('base64url')"`,
        ko:
          'REDIS_URL이 있는데 SESSION_SECRET이 없습니다. 세션을 공유하는 인스턴스에는 같은 비밀이 필요합니다. ' +
          `만들기: node -p "crypto.randomBytes(32).toString('base64url')"`,
      }),
    );
  }
  return {
    port: portOf(port),
    scopes: scopes === undefined ? scopesInCode(app.scopes) : scopesOf(scopes),
    verbose,
    help,
    sessionSecrets,
    ...(redisUrl ? { redisUrl: addressOfRedis('REDIS_URL', redisUrl) } : {}),
    ...(publicUrl ? { publicUrl: originOf('PUBLIC_URL', publicUrl) } : {}),
    ...(clientSecret ? { clientSecret } : {}),
  };
}

function parsed(args: string[]) {
  followLanguage(args);
  const options = {
    port: { type: 'string', default: '3000' },
    scopes: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    // pnpm passes the -- on that npm takes for itself.
    const given = args[0] === '--' ? args.slice(1) : args;
    return parseArgs({ args: given, options }).values;
  } catch (error) {
    throw new UsageError(optionProblem(error, Object.keys(options), args));
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  const given = `--port ${plainLine(text, 40)}`;
  throw new UsageError(
    said({
      en: `${given} is not a whole number between 0 and 65535.`,
      ko: `${given}: 0에서 65535 사이의 정수여야 합니다.`,
    }),
  );
}

/** Separators alone are a mistake, and no wish for a token without scopes. */
function scopesOf(text: string): string[] {
  const scopes = scopesIn([text]);
  if (scopes.length > 0) return scopes;
  throw new UsageError(
    said({
      en: '--scopes names no scope. Give it names such as User.Read,Mail.Read.',
      ko: '--scopes에 범위가 없습니다. User.Read,Mail.Read와 같은 이름을 쓰세요.',
    }),
  );
}

function secrets(text = ''): string[] {
  const all = text.split(',').map((secret) => secret.trim());
  const used = all.filter(Boolean);
  if (used.every(({ length }) => length >= 32)) return used;
  throw new UsageError(
    said({
      en: 'SESSION_SECRET is too short to be safe: it has 32 characters or more.',
      ko: 'SESSION_SECRET이 너무 짧아 안전하지 않습니다. 32자 이상이어야 합니다.',
    }),
  );
}

/** The app's pages and its redirect URI are at the root of its origin. */
function originOf(name: string, text: string): URL {
  const url = checkedUrl(name, text, ['https:', 'http:']);
  if (url.href === `${url.origin}/`) return url;
  throw new UsageError(
    said({
      en:
        `${name} has more than scheme, host and port. The app has to be at the root of its host: ` +
        'leave out path, query, user name and password.',
      ko:
        `${name}에 스킴, 호스트, 포트 외의 것이 있습니다. 앱은 호스트의 루트에 있어야 합니다. ` +
        '경로, 쿼리, 사용자 이름, 암호를 빼세요.',
    }),
  );
}

function addressOfRedis(name: string, text: string): string {
  const { href, pathname, username, password } = checkedUrl(name, text, ['redis:', 'rediss:']);
  if (!/^\/?\d*$/.test(pathname)) {
    throw new UsageError(
      said({
        en: `${name} ends with something else than the number of a database.`,
        ko: `${name}의 끝은 데이터베이스 번호여야 합니다.`,
      }),
    );
  }
  try {
    decodeURIComponent(username + password);
  } catch {
    throw new UsageError(
      said({
        en: `${name} has a % in user name or password that stands for no character. Write it as %25.`,
        ko: `${name}의 사용자 이름이나 암호에 문자를 나타내지 않는 %가 있습니다. %25로 쓰세요.`,
      }),
    );
  }
  return href;
}

/** The value is not shown: it may hold a password. */
function checkedUrl(name: string, text: string, protocols: string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && protocols.includes(url.protocol) && url.hostname) return url;
  throw new UsageError(
    said({
      en: `${name} is not a URL that begins with ${protocols.join('// or ')}//.`,
      ko: `${name}: ${protocols.join('// 또는 ')}//로 시작하는 URL이어야 합니다.`,
    }),
  );
}
