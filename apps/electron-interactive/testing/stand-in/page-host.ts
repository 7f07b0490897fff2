import type { WebContents } from './browser-window.ts';

/** A page that a user could see. */
export interface ShownPage {
  load(url: string): Promise<void>;
  /** To the listeners of `ipcRenderer.on`. */
  send(channel: string, given: unknown[]): void;
  close(): Promise<void>;
}

/** What shows the pages of windows: Chromium, or nothing. */
export interface PageHost {
  open(
    contents: WebContents,
    size: { width?: number; height?: number },
    onGone: () => void,
  ): Promise<ShownPage>;
}
