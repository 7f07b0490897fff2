import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlainFile } from './read-settings.ts';

/** The workspace's folder. */
export const root = join(import.meta.dirname, '../../..');

/** What the emulator of a data folder tells every program. */
export interface Endpoints {
  authority: string;
  /** The same tenant by another name. */
  handsFreeAuthority: string;
  clientId: string;
  /** For users. */
  pages?: string;
}

/** Where a running emulator takes orders. */
export interface Control {
  url: string;
  secret: string;
  pid: number;
}

/** Where an emulator keeps its keys and grants. */
export interface EmulatorPlace {
  /** Absolute path. */
  dataDir: string;
  /** It keeps nothing, and ends with its first user. */
  ephemeral: boolean;
  /** Before its next start other ports are chosen. */
  newPorts?: boolean;
}

/** Where the served emulator of this workspace is. */
export function workspaceEmulator(env: NodeJS.ProcessEnv): EmulatorPlace {
  return { dataDir: resolve(root, env['EMULATOR_DATA'] || '.emulator'), ephemeral: false };
}

/**
 * Which emulator `nx serve identity-emulator` is to show: that of this workspace, with `--data DIR` that of
 * another folder (from where the user stands), and with `--ephemeral` one of its own that keeps nothing.
 *
 * @param args of the view, which says itself what is wrong with them
 */
export function shownEmulator(args: string[], env: NodeJS.ProcessEnv): EmulatorPlace {
  const options = {
    data: { type: 'string' },
    ephemeral: { type: 'boolean' },
    'new-ports': { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args, options, strict: false });
  const { data, ephemeral } = values;
  if (ephemeral === true)
    return { dataDir: mkdtempSync(join(tmpdir(), 'identity-emulator-')), ephemeral };
  const newPorts = values['new-ports'] === true;
  if (typeof data !== 'string' || data === '') return { ...workspaceEmulator(env), newPorts };
  return { dataDir: resolve(env['INIT_CWD'] ?? '.', data), ephemeral: false, newPorts };
}

export const endpointsFile = (dataDir: string): string => join(dataDir, 'endpoints.json');

/** @returns undefined before the first start */
export function readEndpoints(dataDir: string): Endpoints | undefined {
  const found = readJson<Endpoints>(endpointsFile(dataDir));
  const addresses = [found?.authority, found?.handsFreeAuthority];
  return addresses.every((address) => address && URL.canParse(address)) ? found : undefined;
}

/**
 * What the emulator of a data folder last wrote about its control API.
 *
 * @returns undefined when there is none, or none that can be trusted: an address that is not of this
 *   machine would be told the secret
 */
export function readControl(dataDir: string): Control | undefined {
  const { url, secret, pid } = readJson<Partial<Control>>(join(dataDir, 'control.json')) ?? {};
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  const isHere = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return isHere && typeof secret === 'string' && typeof pid === 'number' && Number.isInteger(pid)
    ? { url, secret, pid }
    : undefined;
}

function readJson<Content>(file: string): Content | undefined {
  try {
    return (JSON.parse(readPlainFile(file) ?? '') as Content | null) ?? undefined;
  } catch {
    return undefined;
  }
}
