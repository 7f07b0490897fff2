import type { StageSource } from './source/stage-source.ts';
import type { DialogName, View } from './view.ts';

/** What a page that carries its runs cannot do is not offered. */
export function isOffered(
  dialog: DialogName,
  info: View['info'],
  { isCarried = false }: Pick<StageSource, 'isCarried'>,
): boolean {
  if (dialog === 'scenes') return (info?.scenes.length ?? 0) > 0;
  return !isCarried || dialog === 'export' || dialog === 'help';
}

/** Whether a lane runs. */
export const isBusy = ({ stage }: Pick<View, 'stage'>): boolean =>
  stage.lanes.some(({ state }) => state === 'running');
