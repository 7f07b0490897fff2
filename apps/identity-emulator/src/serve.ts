import { rm } from 'node:fs/promises';
import { startIdentityEmulator, type IdentityEmulator } from '@entra-flows/identity-emulator';
import { type Log, makeFolder, replaceFile } from '@entra-flows/identity-emulator/data-files';
import { controlFile, endpointsFile } from './data-folder.ts';
import { openInstallation, type Installation } from './installation.ts';
import { portTaken } from './port-taken.ts';
import { probeControlPort } from './running-emulator.ts';

export interface ServeOptions {
  log: Log;
  /** Called with the number of open leases when it changes. */
  onLeases: (open: number) => void;
  /** Keeps only its addresses in the folder. */
  inMemory?: boolean;
}

export interface ServedEmulator {
  /** Flushes, takes back the control file and stops. */
  close(): Promise<void>;
}

/** Another emulator may be ending each time. */
const attempts = 5;

/**
 * Serves the emulator of a data folder, unless one does already.
 *
 * The control port decides between two that start at once: who binds it serves.
 *
 * @returns undefined when a healthy emulator of this folder runs already
 * @throws Error with a message for users when the folder or a port cannot be used
 */
export async function serve(
  dataDir: string,
  options: ServeOptions,
): Promise<ServedEmulator | undefined> {
  await makeFolder(dataDir);
  for (let attempt = 1; ; attempt += 1) {
    const installation = await openInstallation(dataDir, options.log);
    try {
      return await start(dataDir, installation, options);
    } catch (error) {
      const { code, port } = error as { code?: string; port?: number };
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || port === undefined) throw error;
      const state =
        port === installation.ports.control && (await probeControlPort(dataDir, installation));
      if (state === 'serving') return undefined;
      if (state !== 'gone' || attempt === attempts) throw portTaken(port, dataDir);
    }
  }
}

async function start(
  dataDir: string,
  { installation, ports }: Installation,
  { log, onLeases, inMemory = false }: ServeOptions,
): Promise<ServedEmulator> {
  const emulator = await startIdentityEmulator({
    port: ports.protocol,
    pagesPort: ports.pages,
    controlPort: ports.control,
    ...(!inMemory && { dataDir }),
    installation,
    log,
    onLeases,
  });
  try {
    await announce(dataDir, emulator);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  log(`serving ${emulator.authority}, pages ${emulator.pages}, pid ${process.pid}`);
  return {
    async close() {
      // Before the control port is free: then the file may be the next emulator's.
      await rm(controlFile(dataDir), { force: true });
      await emulator.close();
      log('left');
    },
  };
}

/** Writes the addresses for samples and, last, the control file for launchers. */
async function announce(dataDir: string, emulator: IdentityEmulator): Promise<void> {
  const { authority, authorityFor, clientId, graph, pages, ca } = emulator;
  const handsFreeAuthority = authorityFor('hands-free.contoso.example');
  const endpoints = { authority, handsFreeAuthority, clientId, graph, pages, ca };
  await replaceFile(endpointsFile(dataDir), json(endpoints));
  const { controlUrl: url, controlSecret: secret } = emulator;
  await replaceFile(controlFile(dataDir), json({ url, secret, pid: process.pid }));
}

const json = (content: object): string => `${JSON.stringify(content, undefined, 2)}\n`;
