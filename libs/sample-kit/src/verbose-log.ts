import type { Exchange, PublicClientOptions } from '@entra-flows/auth-core';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { plainText } from './plain-text.ts';
import { screenOf, type ShownStream } from './screen.ts';
import { standardError } from './standard-streams.ts';

/** How the log is written. */
export interface VerboseLogOptions {
  /** Each entry in one line, and none left out, for a log that others keep. Default: false */
  oneLine?: boolean;
}

/**
 * What `--verbose` adds to a client, without secrets: each HTTP exchange as a line, with what was sent
 * (`>`) and answered (`<`) below; and MSAL's log, each message once a run.
 *
 * @param stream - default: stderr
 * @returns members for `publicClientConfiguration`
 */
export function verboseLog(
  stream: ShownStream = standardError,
  { oneLine = false }: VerboseLogOptions = {},
): Pick<PublicClientOptions, 'log' | 'onExchange'> {
  const said = new Set<string>();
  const write = (word: string, parts: string[]) => {
    const { style, width } = screenOf(stream);
    const clean = parts.filter(Boolean).map((part) => plainText(part).replaceAll('\n', ' '));
    if (oneLine) return void stream.write(`${word}  ${clean.join(' ')}\n`);
    const rows = clean.map((part, index) => [index === 0 ? word : '', part] as const);
    const lines = inColumns(rows, { width, indent: '', first: [4, 4], look: style.soft });
    stream.write(`${lines.join('\n')}\n`);
  };
  return {
    log(text) {
      const message = oneLine ? text : messageOf(text);
      if (said.has(message)) return;
      if (!oneLine) said.add(message);
      write('msal', [message]);
    },
    onExchange: (exchange) => write('http', exchangeParts(exchange)),
  };
}

/** Without time, request and package, which are in front of each; the level only where it says something. */
function messageOf(text: string): string {
  const [, level = '', message = text] =
    /^\[[^\]]*\] : \[[^\]]*\] : \S+ : (\w+) - (.*)$/s.exec(text) ?? [];
  return ['Error', 'Warning'].includes(level) ? `${level}: ${message}` : message;
}

function exchangeParts(exchange: Exchange): string[] {
  const { method, url, status, failure, duration, request, response, note } = exchange;
  const outcome = status === undefined ? `failed: ${failure}` : String(status);
  return [
    `${method} ${url} ${outcome} in ${duration} ms`,
    marked('>', request),
    marked('<', response ?? {}),
    note ? `(${note})` : '',
  ];
}

function marked(sign: string, fields: Record<string, string>): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return pairs.length > 0 ? `${sign} ${pairs.join(' ')}` : '';
}
