import type { ChildProcess } from 'node:child_process';
import { firstBrowser } from '@entra-flows/auth-core';

/**
 * Opens a link in a browser of this machine. Only ever a web address: the link may come from the
 * network, and openers start programs by scheme.
 *
 * @param browser - the program to open it with; what BROWSER names, or the system's own choice, when missing
 * @returns when the opener has ended well; some last as long as the browser
 * @throws {Error} when nothing was opened, with the name of the program that did not
 */
export async function openLink(link: string, browser?: string): Promise<void> {
  const { protocol, href } = new URL(link);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('not a web address');
  // Loaded when it is wanted: few runs open a browser.
  const { default: open } = await import('open');
  const app = browser ? { name: browser } : namedByEnvironment();
  const opener = await open(href, app ? { app } : {}).catch((error: unknown) => {
    throw notStarted(app?.name, error);
  });
  await opened(opener, app?.name ?? opener.spawnfile);
}

function notStarted(program: string | undefined, error: unknown): Error {
  const { code, path, message } = error as NodeJS.ErrnoException;
  return new Error(`${program ?? path ?? 'the opener'} did not start (${code ?? message})`);
}

function opened(opener: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    opener.once('error', (error) => reject(notStarted(program, error)));
    opener.once('exit', (code) =>
      code ? reject(new Error(`${program} ended with exit code ${code}`)) : resolve(),
    );
  });
}

/**
 * The first command of BROWSER, with `%s` for the link. On most desktops `xdg-open`
 * goes by the desktop's own settings and does not look at it; Windows and macOS have no such variable.
 */
function namedByEnvironment(): { name: string; arguments: string[] } | undefined {
  const { platform, env: variables } = process;
  if (platform === 'win32' || platform === 'darwin') return undefined;
  const words = firstBrowser({ platform, variables })?.split(/\s+/) ?? [];
  const [name, ...rest] = words.filter((word) => word !== '%s');
  return name ? { name, arguments: rest } : undefined;
}
