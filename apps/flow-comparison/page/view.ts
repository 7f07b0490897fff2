import type { ChosenScene, StageScene, StageState, StageTab } from '../src/messages.ts';
import type { Language } from '../src/run/explain.ts';
import type { StageRun } from '../src/run/stage-run.ts';
import type { Texts } from './texts.ts';

/** The tabs of the lower half, in their order. */
export const tabs = [
  'words',
  'raw',
  'terminal',
  'page',
  'token',
  'source',
] as const satisfies readonly StageTab[];

/** What opens over the stage. */
export type DialogName = 'flows' | 'tree' | 'failures' | 'policies' | 'scenes' | 'export' | 'help';

/** A row of a column's diagram. */
export interface Selected {
  column: string;
  row: string;
}

/** The moment that is shown. `follow`: the newest, as it comes. */
export interface Clock {
  mode: 'follow' | 'play' | 'hold';
  /** Milliseconds since the start; Infinity for the end. */
  at: number;
}

/** All that the page shows. */
export interface View {
  language: Language;
  /** Undefined until the stage has answered. */
  info?: StageState;
  stage: StageRun;
  isConnected: boolean;
  runs: 1 | 2 | 'both';
  clock: Clock;
  speed: 1 | 4;
  selected?: Selected;
  /** Number of the column that keys go to, and that a phone shows. */
  column: number;
  tab: StageTab;
  isTall: boolean;
  dialog?: DialogName;
  scenario?: string;
  /** The scenario is for this lane alone. */
  scenarioLane?: string;
  scene?: string;
  /** The one that was played last, from which the next one is counted. */
  lastScene?: string;
  /** One line for the user, until something else is done, in the language that is shown. */
  notice?: (texts: Texts, view: View) => string;
  hasKeys: boolean;
}

/** The scene that is on. */
export const sceneOf = ({ info, scene }: View): StageScene | undefined =>
  info?.scenes.find(({ id }) => id === scene);

/** Whether A starts what is shown: the scene has its sign-in behind it. */
export const isBegunByAgain = (view: View): boolean => view.runs === 2 && sceneOf(view)?.run === 2;

/** Holds what is shown, and tells when it changes. */
export interface Store {
  get(): View;
  /** Undefined takes a value away. */
  set(change: { [Name in keyof View]?: View[Name] | undefined }): void;
  watch(watcher: () => void): () => void;
}

export function createStore(first: View): Store {
  let view = first;
  const watchers = new Set<() => void>();
  return {
    get: () => view,
    set(change) {
      const entries = Object.entries({ ...view, ...change });
      view = Object.fromEntries(
        entries.filter(([, value]) => value !== undefined),
      ) as unknown as View;
      for (const watcher of watchers) watcher();
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** A scene begins at the tab that it speaks of. Without one, a failure may be chosen. */
export function showScene(
  store: Store,
  scene: StageScene | undefined,
  failure: ChosenScene = {},
): void {
  const { lastScene } = store.get();
  const { scenario, scenarioLane }: ChosenScene = scene ?? failure;
  store.set({ scene: scene?.id, lastScene: scene?.id ?? lastScene, scenario, scenarioLane });
  if (scene) store.set({ tab: scene.tab ?? 'words', column: 0 });
  store.set({ selected: undefined });
}
