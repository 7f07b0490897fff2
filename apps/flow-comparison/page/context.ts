import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Actions } from './actions.ts';
import type { Columns } from './columns.ts';
import type { Texts } from './texts.ts';
import type { View } from './view.ts';

/** What every part of the page may read and do. */
export interface Stage {
  view: View;
  columns: Columns;
  texts: Texts;
  actions: Actions;
  isLive: boolean;
  /** The page carries its runs, and starts none. */
  isCarried: boolean;
}

export const StageContext = createContext<Stage | undefined>(undefined);

export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (!stage) throw new Error('This stands outside of the stage.');
  return stage;
}
