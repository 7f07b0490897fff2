import type { StagePolicy } from '../messages.ts';
import type { LaneEmulator } from './emulators.ts';

/** Switches policies of the lane's tenant, and lists all of them. */
export async function listPolicies(
  _emulator: LaneEmulator,
  _changed: readonly Pick<StagePolicy, 'id' | 'on'>[],
  _language: 'en' | 'ko',
): Promise<StagePolicy[]> {
  return [];
}
