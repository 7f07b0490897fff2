import type { ChosenLane } from '../src/messages.ts';
import type { View } from './view.ts';

/** So many lanes fit on a wall. */
export const mostLanes = 4;

/** A flow beside the others. */
export function newLane(lanes: readonly ChosenLane[], flow: string): ChosenLane {
  const names = ['1', '2', '3', '4', '5'];
  const lane = names.find((name) => lanes.every((one) => one.lane !== name)) ?? '5';
  return { lane, flow, user: 'scripted' };
}

/**
 * Where a further lane goes: behind the others, or where there is room for none, in place of the last that does not run.
 *
 * @param adviser - the lane that proposes the further one, and stays
 */
export function placeForNew({ info, stage }: View, adviser: string): number {
  const lanes = info?.lanes ?? [];
  if (lanes.length < mostLanes) return lanes.length;
  const runs = ({ lane }: ChosenLane) =>
    stage.lanes.some((one) => one.lane === lane && one.state === 'running');
  const idle = lanes.findLastIndex((one) => one.lane !== adviser && !runs(one));
  return idle < 0 ? lanes.findLastIndex(({ lane }) => lane !== adviser) : idle;
}
