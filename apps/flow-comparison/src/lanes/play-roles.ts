import type { EmulatorControl } from '@entra-flows/identity-emulator';
import { isMetBy, type LaneFlow } from './flows.ts';

/** How long the scripted user takes: long enough to be seen, and done before the second poll. */
const pace = { afterMs: 600, stepMs: 400 };

/** Tells the emulator what its user does, and what goes wrong. */
export async function playRoles(
  control: EmulatorControl,
  flow: LaneFlow,
  roles: { user: 'scripted' | 'you'; scenario: string | undefined; language: 'en' | 'ko' },
): Promise<void> {
  const { user, scenario, language } = roles;
  // A user who cancels on the page shows more than a poll that is answered as if one had.
  const declines = scenario === 'device-code-declined' && isMetBy(flow, scenario);
  if (user === 'scripted' || flow.readsPassword)
    await control.user({
      ...{ does: declines ? 'decline' : 'approve', as: flow.user, language },
      ...pace,
    });
  if (scenario !== undefined && !declines) await control.play(scenario);
}
