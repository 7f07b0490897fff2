import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { controlFile } from './data-folder.ts';
import type { Installation } from './installation.ts';

interface Health {
  name: string;
  installation: string;
  pid: number;
  ready: boolean;
}

/** An emulator that is starting or ending has 15 s in all. */
const attempts = 150;
const pause = 100;

/**
 * Checks which program has the control port of an installation.
 *
 * @returns `serving` when its emulator is ready and has written its addresses, `gone` when the port is
 *   free again, `other` when another program has it
 */
export async function probeControlPort(
  dataDir: string,
  { installation, ports }: Installation,
): Promise<'serving' | 'gone' | 'other'> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const health = await askHealth(ports.control);
    if (health === 'refused') return 'gone';
    if (health !== 'starting') {
      if (health?.installation !== installation) return 'other';
      if (health.ready && (await announced(dataDir)) === health.pid) return 'serving';
    }
    await delay(pause);
  }
  return 'other';
}

/** The process that the control file names: it is written when all else is done. */
async function announced(dataDir: string): Promise<number | undefined> {
  try {
    const control = JSON.parse(await readFile(controlFile(dataDir), 'utf8')) as { pid?: number };
    return control.pid;
  } catch {
    return undefined;
  }
}

/** @returns undefined when another program answers */
function askHealth(port: number): Promise<Health | 'refused' | 'starting' | undefined> {
  return new Promise((resolve) => {
    const url = `http://127.0.0.1:${port}/health`;
    const asked = get(url, { agent: false, signal: AbortSignal.timeout(2000) }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((size += chunk.length) > 10_000) answer.destroy();
      });
      const isStarting = answer.statusCode === 503;
      answer.on('close', () =>
        resolve(isStarting ? 'starting' : parse(Buffer.concat(chunks).toString())),
      );
      answer.on('error', () => resolve(undefined));
    });
    asked.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'refused' : undefined),
    );
  });
}

function parse(text: string): Health | undefined {
  try {
    const health = JSON.parse(text) as Health;
    return health.name === 'identity-emulator' ? health : undefined;
  } catch {
    return undefined;
  }
}
