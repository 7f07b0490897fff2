import type { ChosenLane } from '../src/messages.ts';

/** So many lanes fit on a wall. */
export const mostLanes = 4;

/** A flow beside the others. */
export function newLane(lanes: readonly ChosenLane[], flow: string): ChosenLane {
  const names = ['1', '2', '3', '4', '5'];
  const lane = names.find((name) => lanes.every((one) => one.lane !== name)) ?? '5';
  return { lane, flow, user: 'scripted' };
}
