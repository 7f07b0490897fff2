import { strict } from './strict.ts';

/** The frame that a message comes from, as far as the app looks at it. */
export interface SenderFrame {
  url: string;
  parent: SenderFrame | null;
}
type Handler = (event: { senderFrame: SenderFrame | null }, ...given: unknown[]) => unknown;

/** Electron's `ipcMain`, of which the app uses `handle` alone. `_invokeHandlers` is Electron's own name. */
export function standInIpcMain() {
  const handlers = new Map<string, Handler>();
  const ipcMain = strict('ipcMain', {
    _invokeHandlers: handlers,
    handle(channel: string, handler: Handler) {
      if (handlers.has(channel)) throw new Error(`there is a handler for ${channel} already`);
      handlers.set(channel, handler);
    },
  });
  /** What a message of a page leads to: Electron's words for a channel without a handler. */
  async function invoke(frame: SenderFrame | null, channel: string, ...given: unknown[]) {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler({ senderFrame: frame }, ...given);
  }
  return { ipcMain, handlers, invoke };
}
