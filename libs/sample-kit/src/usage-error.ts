/**
 * What the user wrote (an option, an environment variable, a path) cannot work. Ends a sample with
 * exit code 2 and the message alone, which says what to write instead.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The command line is right, but something is in the way that may be gone in a minute: a port that is
 * taken, an address that the machine does not have yet. Ends a sample with exit code 1 and the message
 * alone.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
