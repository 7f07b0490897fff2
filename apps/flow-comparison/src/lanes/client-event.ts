import type { NewEvent } from './join-events.ts';
import type { ClientMessage } from './run-child.ts';

/** The channels of auth-core that lanes listen to. */
export const clientChannels: readonly string[] = [];

/** What a channel tells, as an event of the list; undefined for what the emulator's trace tells better. */
export function clientEvent(_message: ClientMessage): NewEvent | undefined {
  return undefined;
}
