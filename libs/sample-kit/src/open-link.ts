import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { namedBrowsers } from '@entra-flows/auth-core';
import { browserCommand } from './browser-command.ts';

export interface OpenLinkOptions {
  /** The program to open it with; what BROWSER names, or the system's own choice, when missing. */
  browser?: string | undefined;
  /** Told when the opener ends with an error. The page may be open all the same: those of WSL end so. */
  onFailed: (error: Error) => void;
}

/**
 * Opens a link in a browser of this machine. Only ever a web address: the link may come from the
 * network, and openers start programs by scheme.
 *
 * @returns when an opener has started
 * @throws {Error} when none did, with the name of the last program that was tried
 */
export async function openLink(
  link: string,
  { browser, onFailed }: OpenLinkOptions,
): Promise<void> {
  const { protocol, href } = new URL(link);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('not a web address');
  const openers = openersFor(href, browser);
  for (const [at, open] of openers.entries()) {
    try {
      return tellFailure(await open(), onFailed);
    } catch (error) {
      if (at === openers.length - 1) throw notStarted(error);
    }
  }
}

type Opener = () => Promise<ChildProcess>;

/**
 * On most desktops `xdg-open` goes by the desktop's own settings and does not look at BROWSER; Windows
 * and macOS have no such variable.
 */
function openersFor(link: string, browser: string | undefined): Opener[] {
  const { platform, env: variables } = process;
  const isDesktopOfX = platform !== 'win32' && platform !== 'darwin';
  const named = isDesktopOfX && !browser ? namedBrowsers({ platform, variables }) : [];
  if (named.length === 0) return [() => openBySystem(link, browser)];
  return named.map((entry) => () => start(browserCommand(entry, link)));
}

async function openBySystem(link: string, browser: string | undefined): Promise<ChildProcess> {
  // Loaded when it is wanted: few runs open a browser.
  const { default: open } = await import('open');
  return started(await open(link, browser ? { app: { name: browser } } : {}));
}

function start([program = '', ...args]: string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.unref();
  return started(child);
}

/** Node tells of a program that does not start later than it gives the process. */
async function started(child: ChildProcess): Promise<ChildProcess> {
  if (child.pid === undefined) throw (await once(child, 'error'))[0];
  return child;
}

function tellFailure(opener: ChildProcess, onFailed: (error: Error) => void): void {
  const program = opener.spawnfile;
  opener.once('error', (error) => onFailed(notStarted(error)));
  opener.once('exit', (code, signal) => {
    if (signal) onFailed(new Error(`${program} was ended by ${signal}`));
    else if (code) onFailed(new Error(`${program} ended with exit code ${code}`));
  });
}

function notStarted(error: unknown): Error {
  const { code, path, message } = error as NodeJS.ErrnoException;
  return new Error(`${path ?? 'the opener'} did not start (${code ?? message})`);
}
