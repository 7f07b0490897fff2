import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ShownCode } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/**
 * A file that is there while a sign-in is needed, for a program that drives a display. Readable by
 * everybody, as a display is; it is replaced in one step, so that nobody reads half of it.
 */
export function codeFile(path: string, { journal, status }: ShowContext): AsyncDisposable {
  const file = resolve(path);
  const partial = `${file}.${process.pid}.partial`;
  let last = Promise.resolve();

  async function replace(code: ShownCode | undefined): Promise<void> {
    try {
      if (!code) return await rm(file, { force: true });
      await writeFile(partial, `${JSON.stringify(code, undefined, 2)}\n`, { mode: 0o644 });
      // A umask that suits the tokens would hide it from the display.
      await chmod(partial, 0o644);
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      journal.warning('code-file-failed', { file, text: (error as Error).message });
    }
  }

  const show = (code: ShownCode | undefined) => {
    last = last.then(() => replace(code));
  };
  // What a killed process left shows a code that may have run out.
  show(undefined);
  status.onChange(({ code }, before) => {
    if (code !== before.code) show(code);
  });
  return {
    [Symbol.asyncDispose]: () => {
      show(undefined);
      return last;
    },
  };
}
