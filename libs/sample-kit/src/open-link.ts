import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { namedBrowsers } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';

/** How a link is opened. */
export interface OpenLinkOptions {
  /** Program to open it with; default: what BROWSER names, or else the system's choice. */
  browser?: string | undefined;
  /** Called when the opener ends with an error. The page may be open all the same, as on WSL. */
  onFailed: (error: Error) => void;
}

/**
 * Opens a web address in a browser of this machine. It opens nothing else: the link may come from the
 * network, and openers start programs by scheme.
 *
 * @returns when an opener has started
 * @throws {Error} when none has, with the name of the last program that was tried
 */
export async function openLink(
  link: string,
  { browser, onFailed }: OpenLinkOptions,
): Promise<void> {
  const { protocol, href } = new URL(link);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Error(said({ en: 'not a web address', ko: '웹 주소가 아닙니다' }));
  const openers = openersFor(href, browser);
  for (const [at, open] of openers.entries()) {
    try {
      return reportFailure(await open(), onFailed);
    } catch (error) {
      if (at === openers.length - 1) throw notStarted(error);
    }
  }
}

type Opener = () => Promise<ChildProcess>;

/** Reads BROWSER itself, since on most desktops `xdg-open` ignores it; Windows and macOS have no such variable. */
function openersFor(link: string, browser: string | undefined): Opener[] {
  const { platform, env: variables } = process;
  const isDesktopOfX = platform !== 'win32' && platform !== 'darwin';
  const named = isDesktopOfX && !browser ? namedBrowsers({ platform, variables }) : [];
  if (named.length === 0) return [() => openBySystem(link, browser)];
  return named.map((entry) => () => start(browserCommand(entry, link)));
}

async function openBySystem(link: string, browser: string | undefined): Promise<ChildProcess> {
  // Loaded when needed: few runs open a browser.
  const { default: open } = await import('open');
  return started(await open(link, browser ? { app: { name: browser } } : {}));
}

function start([program = '', ...args]: string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.unref();
  return started(child);
}

/** Node returns the process before it reports that the program could not be started. */
async function started(child: ChildProcess): Promise<ChildProcess> {
  if (child.pid === undefined) throw (await once(child, 'error'))[0];
  return child;
}

function reportFailure(opener: ChildProcess, onFailed: (error: Error) => void): void {
  const program = opener.spawnfile;
  opener.once('error', (error) => onFailed(notStarted(error)));
  opener.once('exit', (code, signal) => {
    if (signal)
      onFailed(
        new Error(
          said({
            en: `${program} was ended by ${signal}`,
            ko: `${program}: ${signal} 신호로 끝났습니다`,
          }),
        ),
      );
    else if (code)
      onFailed(
        new Error(
          said({
            en: `${program} ended with exit code ${code}`,
            ko: `${program}: 실패했습니다(종료 코드 ${code})`,
          }),
        ),
      );
  });
}

function notStarted(error: unknown): Error {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const why = code ?? message;
  return new Error(
    said({
      en: `${path ?? 'the opener'} did not start (${why})`,
      ko: `${path ?? '여는 프로그램'}: 시작되지 않았습니다(${why})`,
    }),
  );
}

/**
 * A command of BROWSER as program and arguments. `%s` stands for the link, which comes last where it is
 * missing; quotes keep words together, and a path with spaces is whole where such a file exists.
 */
export function browserCommand(entry: string, link: string): string[] {
  if (isFile(entry.trim())) return [entry.trim(), link];
  const words = wordsOf(entry);
  const count = words.findLastIndex((_, at) => at > 0 && isFile(words.slice(0, at + 1).join(' ')));
  const program = words.slice(0, Math.max(count, 0) + 1).join(' ');
  const args = words.slice(Math.max(count, 0) + 1);
  const withLink = args.map((word) =>
    word.replaceAll(/%[s%]/g, (mark) => (mark === '%s' ? link : '%')),
  );
  const hasPlace = args.some((word) => word.replaceAll('%%', '').includes('%s'));
  return [program, ...withLink, ...(hasPlace ? [] : [link])];
}

function wordsOf(entry: string): string[] {
  const words: string[] = entry.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(
      /"([^"]*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
    ),
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
