import type { StagePolicy } from '../messages.ts';
import type { LaneEmulator } from './emulators.ts';
import { policyTexts } from './policy-texts.ts';

/**
 * Switches policies of the lane's tenant, and lists those that a trainer switches.
 *
 * @param changed - as they are to be; others stay as they are
 */
export async function listPolicies(
  { control }: LaneEmulator,
  changed: readonly Pick<StagePolicy, 'id' | 'on'>[],
): Promise<Pick<StagePolicy, 'id' | 'on'>[]> {
  if (changed.length > 0) await control.policies.change(...changed);
  const all = await control.policies.list();
  return all
    .filter(({ id }) => Object.hasOwn(policyTexts.en, id))
    .map(({ id, on }) => ({ id, on }));
}

/** What a lane says that has no tenant. */
export function policiesOfNoTenant(
  chosen: readonly Pick<StagePolicy, 'id' | 'on'>[],
): Pick<StagePolicy, 'id' | 'on'>[] {
  const isOn = (id: string) => chosen.some((one) => one.id === id && one.on);
  return Object.keys(policyTexts.en).map((id) => ({ id, on: isOn(id) }));
}

/** Policies after some of them were switched. */
export const switched = (
  policies: readonly Pick<StagePolicy, 'id' | 'on'>[],
  changed: readonly Pick<StagePolicy, 'id' | 'on'>[],
): Pick<StagePolicy, 'id' | 'on'>[] => [
  ...policies.filter(({ id }) => !changed.some((one) => one.id === id)),
  ...changed,
];
