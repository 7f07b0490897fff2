import { scenarios } from '@entra-flows/identity-emulator';
import { nearlyExpired } from '@entra-flows/sample-testing/play-scenario';
import { signInToCache } from '@entra-flows/sample-testing/sign-in-to-cache';
import type { LaneFlow } from './flows.ts';
import type { PreparedLane } from './prepare-lane.ts';

/**
 * Signs the user in before the run, out of sight, where the run is about what comes after a sign-in: a second
 * run, a flow that is silent alone, and a scenario that meets renewals only. That sign-in is by device code.
 *
 * @param how.policies - whether any is on: it meets a second run when the token is renewed, and not before
 * @returns whether the lane is signed in now
 */
export async function signInBefore(
  { emulator, cache }: PreparedLane,
  flow: LaneFlow,
  { run, scenario, policies }: { run: 1 | 2; scenario?: string | undefined; policies: boolean },
): Promise<boolean> {
  const isOld = flow.signedIn && run === 1 && !meetsApi(scenario);
  const renews =
    isOld || (run === 2 && policies) || (scenario !== undefined && isOfRenewals(scenario));
  if (!flow.signedIn && run === 1 && !renews) return false;
  if (flow.runs === 'web' || flow.runs === 'page' || flow.broker) return false;
  const { control } = emulator;
  if (renews) await control.fault(nearlyExpired());
  await signInToCache(emulator, cache, [flow.user]);
  return true;
}

/** Whether a scenario is of the API, which needs a good token to be called. */
const meetsApi = (name?: string) =>
  scenarios
    .find((one) => one.name === name)
    ?.steps.some((step) => 'inject' in step && step.inject.at === 'graph') ?? false;

/** Whether a scenario meets an app only while it renews a token. */
function isOfRenewals(name: string): boolean {
  const steps = scenarios.find((one) => one.name === name)?.steps ?? [];
  return steps.every((step) =>
    'inject' in step ? step.inject.grant === 'refresh_token' : 'endSessions' in step,
  );
}
