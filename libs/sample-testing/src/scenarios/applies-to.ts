import { scenarios, type ScenarioStep } from '@entra-flows/identity-emulator';

/**
 * Whether a step of a scenario affects a sample. A moved clock and ended sessions affect all.
 *
 * @param places - what the sample asks of the emulator: endpoints, and of the token endpoint the grants
 */
export function appliesTo(step: ScenarioStep, places: readonly string[]): boolean {
  if (!('inject' in step)) return true;
  const { at, grant } = step.inject;
  return at === 'token' && !grant ? true : places.includes(grant ?? at);
}

/** The names of all scenarios of the catalogue that affect a sample, in the order of the catalogue. */
export const scenariosFor = (places: readonly string[]): string[] =>
  scenarios
    .filter(({ steps }) => steps.some((step) => appliesTo(step, places)))
    .map(({ name }) => name);
