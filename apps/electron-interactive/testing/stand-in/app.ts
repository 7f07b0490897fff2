import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { instanceLock } from './single-instance.ts';
import { notThere, strict } from './strict.ts';
import { standInEvent } from './stand-in-event.ts';

export interface AppOptions {
  /** `--name=value` of the command line; a switch without a value is ''. */
  switches: Map<string, string>;
  /** Absolute path: where the app keeps its files. */
  userData: string;
  /** `productName` of the app's package.json. */
  name: string;
  isPackaged?: boolean;
  /** Ends the process, or shows a test that it would end. */
  exit: (code: number) => void;
}

/** What a test may look at that Electron's `app` does not show. */
export interface AppRecord {
  isSandboxed: boolean;
  protocolClients: string[];
  isReady: boolean;
}

/** Electron's `app`, as far as the app needs it. */
export function standInApp({ switches, userData, name, isPackaged = false, exit }: AppOptions) {
  const record: AppRecord = { isSandboxed: false, protocolClients: [], isReady: false };
  const lock = instanceLock(userData);
  const emitter = new EventEmitter();
  let becomeReady: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  let closeWindows = () => true;
  let isQuitting = false;

  const app = Object.assign(emitter, {
    isPackaged,
    name,
    whenReady: () => ready,
    isReady: () => record.isReady,
    getPath(name: string) {
      if (name !== 'userData') throw notThere(`app.getPath('${name}')`);
      mkdirSync(userData, { recursive: true });
      return userData;
    },
    commandLine: strict('app.commandLine', { hasSwitch: (name: string) => switches.has(name) }),
    enableSandbox() {
      if (record.isReady) throw new Error('app.enableSandbox() comes before the app is ready');
      record.isSandboxed = true;
    },
    setAsDefaultProtocolClient(scheme: string) {
      record.protocolClients.push(scheme);
      return true;
    },
    requestSingleInstanceLock: () =>
      lock.request(
        (argv) => void ready.then(() => app.emit('second-instance', standInEvent({}), argv, '')),
      ),
    quit() {
      if (isQuitting) return;
      isQuitting = true;
      if (!closeWindows()) return void (isQuitting = false);
      app.emit('will-quit', standInEvent({}));
      app.exit(0);
    },
    exit(code = 0) {
      isQuitting = true;
      app.emit('quit', standInEvent({}), code);
      void lock.release().then(() => exit(code));
    },
  });
  return {
    app: strict('app', app),
    record,
    becomeReady() {
      record.isReady = true;
      becomeReady?.();
      app.emit('ready', standInEvent({}), {});
    },
    /** @param close - closes all windows; false when one stays */
    onQuit: (close: () => boolean) => void (closeWindows = close),
    lastWindowClosed() {
      if (isQuitting) return;
      if (app.listenerCount('window-all-closed') === 0) app.quit();
      app.emit('window-all-closed');
    },
  };
}
