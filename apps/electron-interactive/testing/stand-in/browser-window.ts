import { EventEmitter } from 'node:events';
import type { PageHost, ShownPage } from './page-host.ts';
import { standInEvent } from './stand-in-event.ts';
import { notThere, strict } from './strict.ts';

type Preferences = Record<string, unknown> & { preload?: string };
export interface WindowOptions {
  width?: number;
  height?: number;
  show?: boolean;
  webPreferences?: Preferences;
}
type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** Those that a page in an ordinary browser has anyway; another value cannot be witnessed here. */
const witnessed: Preferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
};

export interface WindowsOptions {
  /** Shows pages; without one windows exist and show nothing. */
  pages?: PageHost;
  onContents: (contents: WebContents) => void;
  onLastClosed: () => void;
}

/** The page of a window. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly options: WindowOptions;
  url = '';
  isGone = false;
  openHandler: OpenHandler | undefined;
  shown: Promise<ShownPage> | undefined;
  /** Everything that the main process sent to the page. */
  readonly sent: unknown[] = [];
  constructor(id: number, options: WindowOptions) {
    super();
    this.id = id;
    this.options = options;
  }
  getLastWebPreferences = () => ({ ...witnessed, ...this.options.webPreferences });
  setWindowOpenHandler = (handler: OpenHandler) => void (this.openHandler = handler);
  isDestroyed = () => this.isGone;
  getURL = () => this.url;
  send(channel: string, ...given: unknown[]) {
    this.sent.push([channel, ...given]);
    void this.shown?.then((page) => page.send(channel, given));
  }
  /** What Electron asks the app before it lets a page go anywhere. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = standInEvent({ url, isMainFrame });
    this.emit('will-frame-navigate', event);
    return !event.defaultPrevented;
  }
  mayOpen = (url: string) => (this.openHandler?.({ url }).action ?? 'allow') === 'allow';
}

/** One window, as far as the app and its tests look at it. */
export interface StandInWindow extends EventEmitter {
  readonly webContents: WebContents;
  /** What was done with it: `show`, `focus`, `minimize`, `restore`. */
  readonly calls: string[];
  loadURL(url: string): Promise<void>;
  minimize(): void;
  close(): void;
}

export interface WindowClass {
  new (options?: WindowOptions): StandInWindow;
  getAllWindows(): StandInWindow[];
  fromWebContents(contents: WebContents): StandInWindow | null;
}

/** Electron's `BrowserWindow` and `webContents`. */
export function standInWindows({ pages, onContents, onLastClosed }: WindowsOptions) {
  const windows = new Map<number, StandInWindow>();
  let made = 0;
  class BrowserWindow extends EventEmitter {
    readonly id = (made += 1);
    readonly webContents: WebContents;
    readonly calls: string[] = [];
    constructor(options: WindowOptions = {}) {
      super();
      for (const [name, safe] of Object.entries(witnessed)) {
        const given = options.webPreferences?.[name] ?? safe;
        if (given !== safe && pages) throw notThere(`webPreferences.${name}: ${String(given)}`);
      }
      this.webContents = strict('webContents', new WebContents(this.id, options));
      windows.set(this.id, this);
      onContents(this.webContents);
      this.webContents.shown = pages?.open(this.webContents, options, () => this.gone());
    }
    async loadURL(url: string) {
      this.webContents.url = url;
      await (await this.webContents.shown)?.load(url);
      this.emit('ready-to-show');
    }
    close() {
      void this.webContents.shown?.then((page) => page.close());
      this.gone();
    }
    gone() {
      if (this.webContents.isGone) return;
      this.webContents.isGone = true;
      windows.delete(this.id);
      this.emit('closed');
      if (windows.size === 0) onLastClosed();
    }
    isDestroyed = () => this.webContents.isGone;
    isMinimized = () => this.calls.at(-1) === 'minimize';
    minimize = () => void this.calls.push('minimize');
    restore = () => void this.calls.push('restore');
    show = () => void this.calls.push('show');
    focus = () => void this.calls.push('focus');
    removeMenu = () => undefined;
    static getAllWindows = () => [...windows.values()];
    static fromWebContents = ({ id }: WebContents) => windows.get(id) ?? null;
  }
  const webContents = strict('webContents', {
    getAllWebContents: () => [...windows.values()].map((window) => window.webContents),
    fromDevToolsTargetId: () => undefined,
  });
  return { BrowserWindow: BrowserWindow as unknown as WindowClass, webContents, windows };
}
