/**
 * What the user wrote (an option, an environment variable, a path) cannot work. Ends a sample with
 * exit code 2 and the message alone, which says what to write instead.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
