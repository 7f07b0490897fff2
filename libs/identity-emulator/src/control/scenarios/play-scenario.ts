import type { ControlState, TimedStores } from '../control-state.ts';
import { nearestAadsts } from '../../errors/aadsts-table.ts';
import { nearest } from '@entra-flows/primitives/nearest';
import { said } from '@entra-flows/primitives/said';
import { ControlError } from '../check-value.ts';
import { findScenario, scenarios, type Scenario } from './catalogue.ts';

/**
 * Lets a scenario happen until it is withdrawn; sessions that were ended stay so.
 *
 * @param label to withdraw it by; playing under the same label again replaces the earlier scenario
 * @throws ControlError that names the scenarios, when the name is unknown
 */
export async function playScenario(state: ControlState, name: string, label = name): Promise<void> {
  const scenario = requireScenario(name);
  state.faults.withdraw(label);
  await bringClockBack(state, label);
  state.faults.add(
    ...scenario.steps.flatMap((step) => ('inject' in step ? { ...step.inject, name: label } : [])),
  );
  for (const step of scenario.steps) {
    if ('advanceClock' in step) state.clock.advance(step.advanceClock, label);
    if ('endSessions' in step) await endSessions(state);
  }
}

/**
 * Finds a scenario by its name.
 *
 * @param name of the catalogue, or `AADSTS` and a number
 * @throws Error that names the scenarios and the most similar one, when the name is unknown
 */
export function requireScenario(name: string): Scenario {
  const scenario = findScenario(name);
  if (!scenario) throw unknownScenario(name);
  return scenario;
}

async function endSessions({ refreshTokens, sessions }: TimedStores): Promise<void> {
  await Promise.all([refreshTokens.revokeAll(), sessions.signOutAll()]);
}

/** The error for a name that is not in the catalogue, with the one that is most like it. */
function unknownScenario(name: unknown): ControlError {
  const asked = String(name).slice(0, 60);
  const names = scenarios.map((scenario) => scenario.name);
  const near = /^AADSTS/i.test(asked) ? nearestAadsts(asked) : nearest(asked, names);
  const quoted = JSON.stringify(asked);
  const all = names.join(', ');
  return new ControlError(
    said({
      en:
        `There is no scenario ${quoted}. ${near === undefined ? '' : `Did you mean ${near}? `}` +
        `Take AADSTS and a number, or one of: ${all}.`,
      ko:
        `${quoted} 시나리오는 없습니다. ${near === undefined ? '' : `혹시 ${near}인가요? `}` +
        `AADSTS와 번호, 또는 다음 중 하나를 쓰세요: ${all}.`,
    }),
  );
}

/**
 * Takes moves of the clock back, and leaves nothing that was made in the future: a grant would outlive
 * the others, and a device that polled then would get slow_down for a long time.
 *
 * @param label of the moves that are meant; all of them when absent
 */
export async function bringClockBack(state: ControlState, label?: string): Promise<void> {
  if (state.clock.takeBack(label)) await clampStores(state);
}

/** The same for what an emulator reads whose clock was ahead when it ended. */
export async function clampStores(state: TimedStores): Promise<void> {
  const { authorizationCodes, deviceCodes, refreshTokens, sessions } = state;
  const stores = [authorizationCodes, deviceCodes, refreshTokens, sessions];
  await Promise.all(stores.map((store) => store.clampToNow()));
}
