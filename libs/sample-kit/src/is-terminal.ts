import { fstatSync, statSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * Whether a descriptor is a character device that could be a terminal. `isatty` loads the network stack,
 * so only devices pay for it.
 */
export function isDevice(descriptor: number): boolean {
  const device = fstatSync(descriptor);
  return device.isCharacterDevice() && device.rdev !== statSync('/dev/null').rdev;
}

/** Whether a descriptor is a terminal; false for one that is closed. */
export function isTerminal(descriptor: number): boolean {
  try {
    return (process.platform === 'win32' || isDevice(descriptor)) && isatty(descriptor);
  } catch {
    return false;
  }
}
