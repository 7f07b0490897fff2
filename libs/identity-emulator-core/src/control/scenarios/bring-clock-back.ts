import type { EmulatorState } from '../../emulator-state.ts';

/**
 * Takes moves of the clock back, and leaves nothing that was made in the future: a grant would outlive
 * the others, and a device that polled then would be told for long that it polls too fast.
 *
 * @param label of the moves that are meant; all of them when absent
 */
export async function bringClockBack(state: EmulatorState, label?: string): Promise<void> {
  if (state.clock.takeBack(label)) await leaveTheFuture(state);
}

/** The same for what an emulator reads whose clock was ahead when it ended. */
export async function leaveTheFuture(state: EmulatorState): Promise<void> {
  const { authorizationCodes, deviceCodes, refreshTokens, sessions } = state;
  const stores = [authorizationCodes, deviceCodes, refreshTokens, sessions];
  await Promise.all(stores.map((store) => store.comeBack()));
}
