import type { StageSource } from './source/stage-source.ts';
import type { DialogName, View } from './view.ts';

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
