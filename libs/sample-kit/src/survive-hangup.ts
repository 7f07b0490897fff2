import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { isDevice } from './is-terminal.ts';

/**
 * Keeps the exit code when the terminal has been closed. On exit, Node restores the settings of the
 * terminal and aborts if it cannot, with a core file that contains the tokens. It skips closed
 * descriptors, so lost terminals are closed before.
 */
export function surviveHangup(): void {
  process.once('exit', () => [0, 1, 2].filter(isLostTerminal).forEach((lost) => closeSync(lost)));
}

function isLostTerminal(descriptor: number): boolean {
  try {
    return isDevice(descriptor) && !isatty(descriptor);
  } catch {
    return false;
  }
}
