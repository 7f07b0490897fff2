import { systemCode } from '@entra-flows/auth-core';

/** The disk takes nothing: it is full, read-only, broken or gone. Told by the system's own words. */
const NO_ROOM = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'],
  ...['EIO', 'EUCLEAN', 'EREMOTEIO', 'ESTALE', 'ENODEV', 'ENXIO', 'ENOMEDIUM'],
  ...['ENOTCONN', 'EHOSTDOWN', 'ENOKEY', 'EKEYEXPIRED', 'EKEYREVOKED', 'EKEYREJECTED'],
]);

/** Whether it was the disk that refused. Then memory is enough to go on with. */
export function isNoRoom(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown };
  return NO_ROOM.has(systemCode(error)) || (cause !== undefined && isNoRoom(cause));
}

type RunExclusive = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Runs the work under a file's lock, or without it where the disk cannot even hold a lock: then
 * nobody else on this machine can write what the lock protects either.
 *
 * @param tell - gets the disk's refusal
 */
export function exclusiveWithOrWithoutRoom(
  runExclusive: RunExclusive,
  tell: (error: unknown) => void,
): RunExclusive {
  return async (work, signal) => {
    let begun = false;
    try {
      return await runExclusive(() => {
        begun = true;
        return work();
      }, signal);
    } catch (error) {
      if (begun || !isNoRoom(error)) throw error;
      tell(error);
      return work();
    }
  };
}
