import { chmod } from 'node:fs/promises';
import { type Log, readIfThere, replaceFile, setAside } from './data-files.ts';

interface KeptJson<Value> {
  path: string;
  /** @returns the usable value @throws Error that says why it is not usable */
  read(value: unknown): Value | Promise<Value>;
  make(): Promise<unknown>;
  /** What it costs when the file is damaged, for the user's eyes. */
  consequence: string;
  log: Log;
}

/** Reads a JSON file; makes it when it is missing, and anew when it cannot be used. */
export async function keepJson<Value>(kept: KeptJson<Value>): Promise<Value> {
  const text = await readIfThere(kept.path);
  if (text !== undefined) {
    try {
      const value = await kept.read(JSON.parse(text));
      // A copy, or an unpacked archive, may have come with other modes. Windows has none.
      await chmod(kept.path, 0o600).catch(() => {});
      return value;
    } catch (error) {
      await setAside(kept.path, (error as Error).message, kept.consequence, kept.log);
    }
  }
  const made = await kept.make();
  await replaceFile(kept.path, `${JSON.stringify(made, undefined, 2)}\n`);
  return kept.read(made);
}
