import { createReadStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { ClientAuthError } from '@azure/msal-node';
import { systemCode } from '@entra-flows/auth-core';
import { said, UsageError } from '@entra-flows/sample-kit';

/** Characters; a longer password is a mistake. */
export const LONGEST = 1024;

/**
 * Reads the first line from a file descriptor, or all of it where there is no line end.
 *
 * @param options.timeout - seconds; no limit when missing
 * @throws {ClientAuthError} `user_timeout_reached`
 * @throws {UsageError} for a descriptor that cannot be read
 * @throws the reason of the signal
 */
export async function readDescriptor(
  fd: number,
  { signal, timeout }: { signal: AbortSignal; timeout?: number | undefined },
): Promise<string> {
  const limits = timeout === undefined ? [signal] : [signal, AbortSignal.timeout(timeout * 1000)];
  const over = AbortSignal.any(limits);
  let text = '';
  try {
    for await (const part of addAbortSignal(over, streamOf(fd))) {
      text += String(part);
      if (text.includes('\n') || text.length > LONGEST + 2) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (over.aborted) {
      throw new ClientAuthError(
        'user_timeout_reached',
        '',
        `no password came from --password-fd ${fd} within ${timeout} s`,
      );
    }
    throw new UsageError(
      said({
        en: `--password-fd ${fd} cannot be read (${systemCode(error)}). Start the program with: ${fd}< FILE`,
        ko: `--password-fd ${fd}: 이 설명자를 읽을 수 없습니다(${systemCode(error)}). 다음과 같이 시작하세요: ${fd}< FILE`,
      }),
    );
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/**
 * Reads pipes and sockets as sockets, which Node polls: a read of `fs` that waits blocks a thread, and the
 * program could not end without it.
 */
function streamOf(fd: number): Readable {
  const kind = fstatSync(fd);
  if (isatty(fd)) return new ReadStream(fd).setEncoding('utf8');
  if (kind.isFIFO() || kind.isSocket())
    return new Socket({ fd, readable: true, writable: false }).setEncoding('utf8');
  return createReadStream('', { fd, encoding: 'utf8', autoClose: false });
}
