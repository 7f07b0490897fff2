import { rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { systemCode } from '@entra-flows/primitives/system-code';
import { fileProblem, readIfThere, replaceFile } from './data-files.ts';

interface Claim {
  pid: number;
  controlPort: number;
}

/**
 * Takes a data folder for one emulator: two would write over each other's grants. The claim of one that
 * was killed does not count, as no process answers for it.
 *
 * @returns what gives the folder back
 * @throws Error for users, when an emulator that runs has it
 */
export async function lockDataFolder(
  dataDir: string,
  controlPort: number,
): Promise<() => Promise<void>> {
  const path = join(dataDir, 'in-use.json');
  const text = JSON.stringify({ pid: process.pid, controlPort } satisfies Claim);
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw await fileProblem(path, 'written', error);
    const claim = parse(await readIfThere(path));
    if (claim && claim.controlPort !== controlPort && (await isServing(claim)))
      throw inUse(dataDir, claim);
    await replaceFile(path, text);
  }
  return () => rm(path, { force: true });
}

const inUse = (dataDir: string, { pid }: Claim): Error =>
  new Error(
    `The data folder ${dataDir} is in use by another identity emulator (process ${pid}). ` +
      'End that one, or choose another data folder, then try again.',
  );

function parse(text = ''): Claim | undefined {
  try {
    const { pid, controlPort } = JSON.parse(text) as Partial<Claim>;
    const isPort = Number.isInteger(controlPort) && controlPort! > 0 && controlPort! < 65_536;
    return isPort && pid !== undefined ? { pid, controlPort: controlPort! } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that made a claim is there, and still an emulator. */
async function isServing({ pid, controlPort }: Claim): Promise<boolean> {
  const signal = AbortSignal.timeout(2000);
  const health = await new Promise<unknown>((resolve, reject) => {
    const url = `http://127.0.0.1:${controlPort}/health`;
    get(url, { agent: false, signal }, (answer) => resolve(json(answer))).on('error', reject);
  }).catch(() => undefined);
  const said = health as { name?: unknown; pid?: unknown } | null | undefined;
  return said?.name === 'identity-emulator' && said.pid === pid;
}
