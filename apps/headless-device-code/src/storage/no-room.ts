/** The disk takes nothing: it is full, read-only or broken. Told by the system's own words. */
const NO_ROOM: unknown[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'];

/** Whether it was the disk that refused. Then memory is enough to go on with. */
export function isNoRoom(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return NO_ROOM.includes(code) || (cause !== undefined && isNoRoom(cause));
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
