/**
 * Loaded by programs that may outlive their terminal: keeps the exit code when it has been closed, as
 * `surviveHangup` of the sample-kit does. As its last act Node restores the settings of the terminal, and
 * aborts where it cannot. It leaves closed descriptors alone.
 */
const { closeSync, fstatSync } = require('node:fs');
const { isatty } = require('node:tty');

const mayBeTerminals = [0, 1, 2].filter(isatty);

process.once('exit', () => {
  for (const descriptor of mayBeTerminals.filter(isLost)) closeSync(descriptor);
});

/** @param {number} descriptor */
function isLost(descriptor) {
  try {
    return fstatSync(descriptor).isCharacterDevice() && !isatty(descriptor);
  } catch {
    return false;
  }
}
