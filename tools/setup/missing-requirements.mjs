import { findCommand } from './find-command.mjs';
import { requirements } from './requirements.mjs';

/** Which requirements of the end-to-end tests this machine lacks. */
export function missingRequirements() {
  return requirements.filter(
    ({ commands, isThere = () => false }) => !commands.some(findCommand) && !isThere(),
  );
}
