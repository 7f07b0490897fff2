import { constants } from 'node:os';

/**
 * The exit code by which a shell tells how a process ended: 128 and the signal's number for a signal.
 *
 * @param {import('./run-sample.mjs').End} end
 */
export function signalCode({ code, signal }) {
  return code ?? (signal ? 128 + constants.signals[signal] : 1);
}
