/** Calls back, and goes on whatever the callee does: a faulty report must not cost a token. */
export function notifySafely<T>(callback: (event: T) => void, event: T): void {
  try {
    callback(event);
  } catch (error) {
    process.emitWarning(String(error));
  }
}
