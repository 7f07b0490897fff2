import type { StoryStep } from '@entra-flows/identity-emulator-core';

/**
 * Whether a step of a story meets somebody. A moved clock and ended sessions are met by everybody.
 *
 * @param places - what they ask of the emulator: endpoints, and of the token endpoint the grants
 */
export function isMetBy(step: StoryStep, places: readonly string[]): boolean {
  if (!('inject' in step)) return true;
  const { at, grant } = step.inject;
  return at === 'token' && !grant ? true : places.includes(grant ?? at);
}
