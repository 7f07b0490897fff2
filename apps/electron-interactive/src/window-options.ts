import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * The window, and what its page may not do. All of `webPreferences` but the preload is Electron's
 * default today; written down, so that a change of it is seen.
 *
 * @param folder absolute path of the built app
 */
export function windowOptions(
  folder: string,
  { isPackaged, name }: { isPackaged: boolean; name: string },
): BrowserWindowConstructorOptions {
  return {
    title: name,
    width: 760,
    height: 820,
    minWidth: 320,
    minHeight: 400,
    show: false,
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
