import { type AppOptions, standInApp } from './app.ts';
import { standInWindows } from './browser-window.ts';
import { standInIpcMain } from './ipc-main.ts';
import type { PageHost } from './page-host.ts';
import { standInProtocol } from './protocol.ts';
import { type Disturbance, type StorageBackend, standInSafeStorage } from './safe-storage.ts';
import { standInSession } from './session.ts';
import { standInEvent } from './stand-in-event.ts';
import { strict } from './strict.ts';

export interface ElectronOptions extends AppOptions {
  backend?: StorageBackend;
  /** Of the keyring, which works without it. */
  disturbed?: Disturbance;
  /** Made when everything else is there. */
  makePages?: (parts: PageParts) => PageHost;
}

/** What a host of pages needs of the rest. */
export type PageParts = Pick<StandIn, 'hooks' | 'handlers' | 'schemes' | 'invoke'>;

/**
 * A stand-in for the module `electron` of the main process. What it cannot witness is listed in
 * testing/README.md.
 */
export function standInElectron({
  backend = 'gnome_libsecret',
  disturbed,
  makePages,
  ...options
}: ElectronOptions) {
  const { app, record, becomeReady, onQuit, lastWindowClosed } = standInApp(options);
  const { protocol, schemes, handlers } = standInProtocol(() => record.isReady);
  const { session, hooks } = standInSession();
  const { ipcMain, handlers: channels, invoke } = standInIpcMain();
  const pages = makePages?.({ hooks, handlers, schemes, invoke });
  const { BrowserWindow, webContents, windows } = standInWindows({
    ...(pages ? { pages } : {}),
    onContents: (contents) => void app.emit('web-contents-created', standInEvent({}), contents),
    onLastClosed: lastWindowClosed,
  });
  onQuit(() => {
    for (const window of windows.values()) window.close();
    return windows.size === 0;
  });
  const opened: string[] = [];
  const shell = strict('shell', {
    openExternal: async (address: string) => void opened.push(address),
  });
  const safeStorage = standInSafeStorage(options.userData, backend, disturbed);
  const parts = { app, BrowserWindow, ipcMain, protocol, safeStorage, session, shell, webContents };
  return {
    electron: strict('module electron', parts),
    ...{ record, becomeReady, hooks, handlers, schemes, channels, invoke, windows, opened },
  };
}

export type StandIn = ReturnType<typeof standInElectron>;
