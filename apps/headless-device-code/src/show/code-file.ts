import { lstatSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeAtomically } from '@entra-flows/auth-core';
import { said, UsageError } from '@entra-flows/sample-kit';
import type { ShownCode } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/** Bytes; what is larger was not written here. */
const LARGEST = 100_000;

/**
 * Writes a file that is there while a sign-in is needed, for a program that drives a display. All users
 * may read it, as they may read a display. It is replaced in one step, so that no reader gets half of it.
 *
 * @throws {UsageError} for a path at which something else is, which would be lost
 */
export function codeFile(path: string, { journal, status }: ShowContext): AsyncDisposable {
  const file = resolve(path);
  let last = Promise.resolve();

  async function replace(code: ShownCode | undefined): Promise<void> {
    try {
      // It may have come there since the start.
      if (isSomethingElse(file)) throw new Error(notOurs(file));
      if (!code) return await rm(file, { force: true });
      // A umask that suits the tokens would hide it from the display.
      await writeAtomically(file, textOf(code), { mode: 0o644 });
    } catch (error) {
      journal.warning('code-file-failed', { file, text: (error as Error).message });
    }
  }

  const show = (code: ShownCode | undefined) => {
    last = last.then(() => replace(code));
  };
  refuseSomethingElse(file);
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

function refuseSomethingElse(file: string): void {
  let isRefused = false;
  try {
    isRefused = isSomethingElse(file);
  } catch {
    // A path that cannot be looked at cannot be lost either: the log says so with each code.
  }
  if (isRefused) throw new UsageError(notOurs(file));
}

const notOurs = (file: string) =>
  said({
    en:
      `--code-file "${file}" is there already, and is no code of this service, so it is left as it is. ` +
      `Choose another file, or remove that one.`,
    ko:
      `--code-file "${file}" 파일이 이미 있고 이 서비스의 코드가 아니므로 그대로 둡니다. ` +
      `다른 파일을 고르거나 그 파일을 지우세요.`,
  });

/** Whether something is there that this service did not write; an empty file may be replaced. */
function isSomethingElse(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return false;
  if (!stat.isFile() || stat.size > LARGEST) return true;
  return stat.size > 0 && !isCode(readFileSync(file, 'utf8'));
}

const textOf = (code: ShownCode) => Buffer.from(`${JSON.stringify(code, undefined, 2)}\n`);

function isCode(text: string): boolean {
  try {
    const { userCode, verificationUri, expiresOn } = JSON.parse(text) as Record<string, unknown>;
    return [userCode, verificationUri, expiresOn].every((part) => typeof part === 'string');
  } catch {
    return false;
  }
}
