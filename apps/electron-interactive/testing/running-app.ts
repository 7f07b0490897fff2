import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page, Place } from '@entra-flows/sample-testing';
import { _electron, type ElectronApplication } from 'playwright-core';

/** ms: what a busy machine may take for one step. Playwright's own limit is a quarter of a test's. */
export const STEP_TIMEOUT = 100_000;

const project = join(import.meta.dirname, '..');

/** The app as a user sees it: its window, and what it opened elsewhere. */
export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  /** Resolves with the next address that went to the system's browser. */
  opened(): Promise<string>;
  /** Everything that the main process wrote. */
  said(): string;
  close(): Promise<void>;
}

/**
 * Starts the built app.
 *
 * @param program - Electron's, or that of the stand-in
 * @param place - its home and its settings
 */
export async function startApp(
  program: string,
  place: Place,
  { switches = [], env = {} }: { switches?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<RunningApp> {
  const app = await _electron.launch({
    executablePath: program,
    args: [...switches, `--user-data-dir=${userData(place)}`, project],
    env: definedOf({ ...place.env, CHROMIUM: process.env['CHROMIUM'], ...env }),
    timeout: STEP_TIMEOUT,
  });
  let text = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (part: Buffer) => (text += part.toString()));
  }
  // Instead of the user's browser.
  await app.evaluate(({ shell }) => {
    const links = new EventTarget() as EventTarget & { held: string[] };
    links.held = [];
    Object.assign(globalThis, { __links: links });
    shell.openExternal = async (address) => {
      links.held.push(address);
      links.dispatchEvent(new Event('link'));
    };
  });
  app.context().setDefaultTimeout(STEP_TIMEOUT);
  const page = await app.firstWindow({ timeout: STEP_TIMEOUT });
  await page.locator('#cache:not(:empty)').waitFor();
  return {
    app,
    page,
    opened: () =>
      app.evaluate(async () => {
        const { __links: links } = globalThis as unknown as {
          __links: EventTarget & { held: string[] };
        };
        for (;;) {
          const link = links.held.shift();
          if (link) return link;
          await new Promise((resolve) => links.addEventListener('link', resolve, { once: true }));
        }
      }),
    said: () => text,
    close: () => app.close(),
  };
}

/** Starts the app once more, as a user or the system does, with what it is to open. */
export async function startSecond(program: string, place: Place, ...given: string[]) {
  const args = [`--user-data-dir=${userData(place)}`, project, ...given];
  const child = spawn(program, args, { env: place.env, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

export const userData = ({ folder }: Place) => join(folder, 'user-data');

const definedOf = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
