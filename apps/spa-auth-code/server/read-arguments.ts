import { parseArgs } from 'node:util';
import { chooseMessageLanguage, messageLanguage } from '@entra-flows/auth-core/page';

/** What the user who typed the command can correct. */
export class UsageError extends Error {}

/** What is wrong, behind a sign that the terminal can show. */
export function failureText(message: string): string {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const sign = process.platform !== 'linux' || /utf-?8/i.test(locale) ? '✕' : '[x]';
  return `${sign} ${message.replaceAll('\n', `\n${' '.repeat(sign.length + 1)}`)}\n`;
}

const options = {
  port: { type: 'string', default: '5173' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * @returns the port, and the help where it was asked for
 * @throws {UsageError} in the language of --lang, or else that of the system
 */
export function readArguments(given: string[]): { port: number; help: string | undefined } {
  // pnpm passes the -- on that npm takes for itself.
  const args = given[0] === '--' ? given.slice(1) : given;
  const { lang } = parseArgs({ args, options, strict: false }).values;
  // Without a value it is `true`, which is refused below.
  const isKnown = typeof lang !== 'string' || chooseMessageLanguage(lang);
  const texts = argumentTexts[messageLanguage()];
  if (!isKnown) throw new UsageError(texts.language(printable(lang) || '""'));
  try {
    const { port, help } = parseArgs({ args, options }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535)
      return { port: Number(port), help: help ? texts.help : undefined };
    throw new UsageError(texts.port(printable(port)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error as Error).message.split(/\.\s/);
    const [, what = ''] = /'([^']*)'/.exec(why) ?? [];
    const plain = why.replace(/ argument is ambiguous$/, ' has no value').replace(/\.$/, '');
    throw new UsageError(texts.unusable(printable(what), plain));
  }
}

const printable = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, ' ').slice(0, 40);

/** What the user typed in front of the options: a launcher says it, and a copy has its own script. */
const command = process.env['SAMPLE_COMMAND'] ?? 'npm start --';

const argumentTexts = {
  en: {
    language: (given: string) => `--lang ${given} is none of: en, ko.`,
    port: (given: string) => `--port ${given} is not a whole number between 0 and 65535.`,
    unusable: (_given: string, why: string) => `${why}.\n--help lists the options.`,
    help: `spa-auth-code: serves a single-page app that signs users in, for development.

Usage: ${command} [options]

Options:
  --port NUMBER   port of loopback to listen on (5173); 0 for any that is free
  --lang LANG     language of messages here: en or ko (that of the system)
  --help          this text

Environment, or .env.local in the current folder:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   the app registration
  ENTRA_GRAPH                        address of Microsoft Graph, if not that of
                                     the authority's cloud

Exit codes: 0 stopped by a signal, 1 failed, 2 wrong usage.
`,
  },
  ko: {
    language: (given: string) => `--lang ${given}: en, ko 중 하나여야 합니다.`,
    port: (given: string) => `--port ${given}: 0에서 65535 사이의 정수여야 합니다.`,
    unusable: (given: string, _why: string) =>
      `'${given}' 인수는 쓸 수 없습니다.\n--help를 쓰면 옵션이 나옵니다.`,
    help: `spa-auth-code: 사용자를 로그인하게 하는 단일 페이지 앱을 개발용으로 제공합니다.

사용법: ${command} [옵션]

옵션:
  --port NUMBER   수신할 루프백 포트(5173). 0이면 빈 포트
  --lang LANG     터미널 메시지의 언어: en 또는 ko(시스템 언어)
  --help          이 도움말

환경 변수 또는 현재 폴더의 .env.local:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   앱 등록
  ENTRA_GRAPH                        Microsoft Graph의 주소. 인증 기관의
                                     클라우드와 다를 때만

종료 코드: 0 신호로 중지됨, 1 실패, 2 잘못된 사용법.
`,
  },
};
