import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './run-script.ts';

type Api = Record<string, (...given: unknown[]) => unknown>;

/** What a preload script gives to a page, and what it sends for it. */
export interface RunPreload {
  exposed: Map<string, Api>;
  invoked: { channel: string; given: unknown[] }[];
  /** Sends something to the listeners of a channel. */
  send(channel: string, ...given: unknown[]): void;
}

/** Runs the preload script of a built app as a sandbox does: with the module `electron` alone. */
export function runPreload(folder: string): RunPreload {
  const exposed = new Map<string, Api>();
  const invoked: { channel: string; given: unknown[] }[] = [];
  const listeners: { channel: string; listener: (...given: unknown[]) => void }[] = [];
  const ipcRenderer = {
    invoke: async (channel: string, ...given: unknown[]) => void invoked.push({ channel, given }),
    on: (channel: string, listener: (...given: unknown[]) => void) =>
      void listeners.push({ channel, listener }),
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: Api) => void exposed.set(key, api),
  };
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const text = readFileSync(join(folder, 'preload.cjs'), 'utf8');
  runScript(text, { require, module: { exports: {} }, exports: {} });
  return {
    exposed,
    invoked,
    send(channel, ...given) {
      for (const one of listeners) {
        if (one.channel === channel) one.listener({ sender: ipcRenderer }, ...given);
      }
    },
  };
}
