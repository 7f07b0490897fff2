/** An answer did not come in time. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** The outcome of `work`, or a `TimeoutError` after that many ms; `work` goes on unheard. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
