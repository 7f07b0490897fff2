/** What to do when nothing answers in time. */
export interface WhenSilent {
  /** Makes the error that the caller gets instead. */
  silent: () => Error;
  /** Called when an answer comes after all. */
  onLate: () => void;
}

/**
 * Makes a function that asks, so that all its questions together take at most `limit`.
 *
 * @param limit ms
 */
export function questionsWithin(
  limit: number,
  { silent, onLate }: WhenSilent,
): <T>(question: () => Promise<T>) => Promise<T> {
  const end = performance.now() + limit;
  return <T>(question: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(
        () => {
          isLate = true;
          reject(silent());
        },
        Math.max(0, end - performance.now()),
      ).unref();
      // In a callback, so that what is thrown at once is a rejection too.
      Promise.resolve()
        .then(question)
        .then(
          (answer) => (isLate ? onLate() : resolve(answer)),
          (error: unknown) => reject(error as Error),
        )
        .finally(() => clearTimeout(timer));
    });
}
