import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { channels } from '../src/session-api.ts';
import { runScript } from './run-script.ts';
import { type ElectronOptions, standInElectron } from './stand-in/electron.ts';

export interface UserSessionOptions extends Partial<
  Pick<ElectronOptions, 'backend' | 'disturbed' | 'isPackaged' | 'userData'>
> {
  /** Of the command line, without `--`. */
  switches?: string[];
  /** What stands in the environment of the app alone. */
  env?: NodeJS.ProcessEnv;
}

const ownPage = { url: 'app://page/index.html', parent: null };

/**
 * Runs a bundle of the main process in this process, over the stand-in for Electron: its windows show
 * nothing, but all that it sets and answers can be looked at.
 *
 * @param folder - of a built app
 */
export async function appInProcess(folder: string, options: UserSessionOptions = {}) {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'running-'));
  const events = new EventEmitter();
  const ended = once(events, 'end').then(([code]) => code as number);
  const stand = standInElectron({
    ...options,
    name: 'Fabrikam Portal',
    userData,
    switches: new Map((options.switches ?? []).map((name) => [name, ''])),
    exit: (code) => void events.emit('end', code),
  });
  const browser: { open: (address: string) => void } = { open: () => undefined };
  stand.electron.shell.openExternal = async (address) => {
    browser.open(address);
    return undefined;
  };
  const said: string[] = [];
  run(join(folder, 'main.cjs'), stand.electron, said);
  await withEnvironment(options.env ?? {}, async () => {
    stand.becomeReady();
    const isUp = () => stand.windows.size > 0;
    const over = ended.then(() => true);
    while (!isUp()) {
      const gone = await Promise.race([
        over,
        new Promise<false>((next) => setImmediate(next, false)),
      ]);
      if (gone) break;
    }
  });
  return {
    ...stand,
    userData,
    said,
    ended,
    /** What a message of the app's own page is answered. */
    ask: (name: keyof typeof channels, ...given: unknown[]) =>
      stand.invoke(ownPage, channels[name], ...given),
    /** The system's browser; a test says what it does. */
    browser,
    /** Ends it; its files go unless a later run is to find them. */
    end(keepFiles = false) {
      stand.electron.app.quit();
      if (!keepFiles) rmSync(userData, { recursive: true, force: true });
    },
  };
}

export type AppInProcess = Awaited<ReturnType<typeof appInProcess>>;

/** Of the bundle's own: `electron`, and what is in Node. */
function run(file: string, electron: object, said: string[]): void {
  const require = (name: string): unknown =>
    name === 'electron' ? electron : process.getBuiltinModule(name);
  const console = { error: (text: string) => void said.push(text) };
  const given = { require, __filename: file, __dirname: dirname(file), console };
  runScript(read(file), { ...given, module: { exports: {} }, exports: {} });
}

const sources = new Map<string, string>();
function read(file: string): string {
  const text = sources.get(file) ?? readFileSync(file, 'utf8');
  sources.set(file, text);
  return text;
}

async function withEnvironment(env: NodeJS.ProcessEnv, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    await work();
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
