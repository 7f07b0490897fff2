import { signalCode } from './signal-code.mjs';

/**
 * Ends this process as the sample ended: with its exit code, or by the same signal, so that whoever
 * waits for this process learns the truth.
 *
 * @param {import('./run-sample.mjs').End} end
 */
export function endLike({ code, signal }) {
  process.exitCode = signalCode({ code, signal });
  if (signal && process.platform !== 'win32') process.kill(process.pid, signal);
}
