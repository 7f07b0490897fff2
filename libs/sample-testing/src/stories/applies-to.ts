import type { ScenarioStep } from '@entra-flows/identity-emulator';

/**
 * Whether a step of a scenario applies to a sample. A moved clock and ended sessions apply to all.
 *
 * @param places - what the sample asks of the emulator: endpoints, and of the token endpoint the grants
 */
export function appliesTo(step: ScenarioStep, places: readonly string[]): boolean {
  if (!('inject' in step)) return true;
  const { at, grant } = step.inject;
  return at === 'token' && !grant ? true : places.includes(grant ?? at);
}
