/**
 * Something that nobody wrote wrongly is in the way, and may be gone in a minute: a port that is taken,
 * an address that the machine does not have yet. Ends a sample with exit code 1 and the message alone.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
