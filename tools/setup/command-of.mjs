import { findCommand } from './find-command.mjs';
import { requirements } from './requirements.mjs';

/**
 * Where this machine has what an end-to-end test needs.
 *
 * @param {string} name of a requirement
 * @returns {string} the path of the first of its commands that is there; '' where none is
 */
export function commandOf(name) {
  const commands = requirements.find((requirement) => requirement.name === name)?.commands ?? [];
  return commands.map(findCommand).find((path) => path !== undefined) ?? '';
}
