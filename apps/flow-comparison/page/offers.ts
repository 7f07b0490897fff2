import { columnsOf } from './columns.ts';
import { isRefused } from '../src/run/score.ts';
import type { StageSource } from './source/stage-source.ts';
import { type DialogName, sceneOf, type View } from './view.ts';

/** What a page that carries its runs cannot do is not offered. */
export function isOffered(
  dialog: DialogName,
  info: View['info'],
  { isCarried = false }: Pick<StageSource, 'isCarried'>,
): boolean {
  if (isCarried) return dialog === 'export' || dialog === 'help';
  return dialog !== 'scenes' || (info?.scenes.length ?? 0) > 0;
}

/** Whether a lane runs. */
export const isBusy = ({ stage }: Pick<View, 'stage'>): boolean =>
  stage.lanes.some(({ state }) => state === 'running');

/** Whether a second run is offered: a lane has the token of a first one, or its scene begins after a sign-in. */
export function isAgainOffered(view: View): boolean {
  const { stage, info } = view;
  const lanes = stage.lanes.filter(({ lane }) => info?.lanes.some((one) => one.lane === lane));
  const isAfter = sceneOf(view)?.run === 2;
  return lanes.some((lane) => !isRefused(lane) && (isAfter || lane.runs[1]?.events.length));
}

/** Whether a second run is there to be shown. */
export const hasSecond = ({ stage }: Pick<View, 'stage'>): boolean =>
  stage.lanes.some(({ runs }) => runs[2] !== undefined);

/** Lanes that a second run leaves out. */
export const refusedLanes = ({ stage }: Pick<View, 'stage'>): string[] =>
  stage.lanes.filter(isRefused).map(({ lane }) => lane);

/** Whether a lane shows something of a run. */
export const isShown = (run: 1 | 2, view: View): boolean =>
  columnsOf(view).columns.some((one) => one.run.run === run && one.run.events.length > 0);
