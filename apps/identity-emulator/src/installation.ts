import { randomUUID } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  fileProblem,
  type Log,
  readIfThere,
  replaceFile,
  setAside,
} from '@entra-flows/identity-emulator/data-files';
import { freePort } from '@entra-flows/identity-emulator';

/** What is chosen once for a data folder, and kept. */
export interface Installation {
  installation: string;
  ports: Ports;
}

const installationFile = (dataDir: string): string => join(dataDir, 'installation.json');

/** Reads the choice of a data folder, or makes it. Two processes that make it at once get the same one. */
export async function openInstallation(dataDir: string, log: Log): Promise<Installation> {
  const file = installationFile(dataDir);
  const found = await readWhenWritten(file);
  if (found) return found;
  if (found === null) {
    await setAside(
      file,
      'it does not name three ports',
      'New ports were chosen: sign-ins of before are not found.',
      log,
    );
  }
  await createOnce(file, { installation: randomUUID(), ports: await choosePorts() });
  return openInstallation(dataDir, log);
}

/** Chooses other ports. Users must sign in again, as token caches know the old ones. */
export async function renewPorts(dataDir: string, log: Log): Promise<Ports> {
  const { installation } = await openInstallation(dataDir, log);
  const ports = await choosePorts();
  await replaceFile(installationFile(dataDir), text({ installation, ports }));
  return ports;
}

/** @returns undefined when there is none, null when it cannot be used */
async function readWhenWritten(file: string): Promise<Installation | undefined | null> {
  for (const wait of [50, 200, 0]) {
    const content = await readIfThere(file);
    if (content === undefined) return undefined;
    const found = parse(content);
    if (found) return found;
    await delay(wait); // on file systems without links it may be half written
  }
  return null;
}

function parse(content: string): Installation | undefined {
  try {
    const { installation, ports } = JSON.parse(content) as Partial<Installation>;
    const { protocol, pages, control } = ports ?? {};
    const numbers = [protocol, pages, control];
    const sound = numbers.every((port) => Number.isInteger(port) && port! > 0 && port! < 65_536);
    if (typeof installation !== 'string' || !sound || new Set(numbers).size < 3) return undefined;
    return { installation, ports: ports as Ports };
  } catch {
    return undefined;
  }
}

/** Puts a whole file in place unless there is one. */
async function createOnce(file: string, content: Installation): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text(content), { mode: 0o600, flag: 'wx' });
    await link(temporary, file).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') await createPlainly(file, content);
    });
  } catch (error) {
    throw await fileProblem(file, 'written', error);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function createPlainly(file: string, content: Installation): Promise<void> {
  try {
    await writeFile(file, text(content), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const text = (content: Installation): string => `${JSON.stringify(content, undefined, 2)}\n`;

/** Where the three servers of an installation listen. */
interface Ports {
  protocol: number;
  pages: number;
  control: number;
}

/** Three random ports that are free now; a token cache knows the emulator by its port. */
async function choosePorts(): Promise<Ports> {
  const chosen = new Set<number>();
  while (chosen.size < 3) chosen.add(await freePort());
  const [protocol = 0, pages = 0, control = 0] = chosen;
  return { protocol, pages, control };
}
