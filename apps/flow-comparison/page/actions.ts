import type { ChosenLane, ChosenScene, StageScene, StageState, StageTab } from '../src/messages.ts';
import type { Language } from '../src/run/explain.ts';
import { columnsOf, policiesOf } from './columns.ts';
import { focusRun } from './keep-focus.ts';
import { momentActions } from './moment-actions.ts';
import { mostLanes, newLane, placeForNew } from './new-lane.ts';
import { createNotices } from './notices.ts';
import { hasSecond, isAgainOffered, isBusy, isOffered, isShown, refusedLanes } from './offers.ts';
import { NoRecording } from './source/recorded-stage.ts';
import { type StageSource, StillRunning } from './source/stage-source.ts';
import { texts } from './texts.ts';
import { type DialogName, sceneOf, showScene, type Store, tabs, type View } from './view.ts';

/** All that a user can do. */
export type Actions = ReturnType<typeof createActions>;

export function createActions(store: Store, source: StageSource) {
  const { say, sayBriefly, attempt } = createNotices(store);
  const playedScene = () => sceneOf(store.get());

  const describe = async (language: Language = store.get().language) => {
    const info = await source.describe(language);
    store.set({ info, language });
  };

  const choose = async (lanes: readonly ChosenLane[]) => {
    await source.choose(lanes);
    await describe();
  };

  /** Runs that are inside the page are shown again. */
  const showAgain = (run: 1 | 2) => {
    const missing = columnsOf({ ...store.get(), runs: run }).columns.find(
      (column) => column.run.events.length === 0,
    );
    if (missing) throw new NoRecording(missing.lane.flow);
    store.set({ runs: run, selected: undefined, clock: { mode: 'play', at: 0 } });
  };

  const begin = async (run: 1 | 2) => {
    if (source.isCarried) return showAgain(run);
    const before = store.get();
    const { scenario, scenarioLane } = before;
    const advanceSeconds = playedScene()?.advanceSeconds;
    const isLive = source.kind === 'live';
    // A replay begins once its messages are there.
    const waiting = { mode: isLive ? 'follow' : 'hold', at: 0 } as const;
    store.set({ clock: waiting, selected: undefined, runs: run, dialog: undefined });
    const play = () => {
      // Not where the user has chosen another moment meanwhile.
      if (!isLive && store.get().clock === waiting) store.set({ clock: { mode: 'play', at: 0 } });
    };
    try {
      await source.start({
        ...{ run, without: run === 2 ? refusedLanes(before) : [] },
        ...(scenario !== undefined && { scenario }),
        ...(scenarioLane !== undefined && { scenarioLane }),
        ...(advanceSeconds !== undefined && { advanceSeconds }),
      });
    } catch (error) {
      const { clock, runs, selected } = before;
      // What was shown stays, where none of the lanes has something else to show.
      if (!isShown(run, store.get())) store.set({ clock, runs, selected });
      else play();
      throw error;
    }
    play();
  };

  /** Those of a scene, or none. */
  const setPolicies = async (wanted: readonly string[] = []) => {
    const known = policiesOf(store.get());
    if (known.some(({ id, on }) => on !== wanted.includes(id)))
      await source.setPolicies(known.map((one) => ({ ...one, on: wanted.includes(one.id) })));
  };

  /** Shown here, and in all other pages of the stage: a scene with its failure, or one that was chosen alone. */
  const setScene = (scene?: StageScene, failure: ChosenScene = {}) => {
    showScene(store, scene, failure);
    return source.setScene(scene ? { scene: scene.id, scenario: scene.scenario } : failure);
  };

  /** A scene takes some seconds to be set; who asks for another one meanwhile gets that one alone. */
  let turn = 0;

  const actions = {
    load: () => attempt(() => describe()),
    /** What others changed; nothing that this user said or chose is touched. */
    async refresh() {
      const { language } = store.get();
      const info = await source.describe(language).catch(() => undefined);
      if (info && store.get().language === language) store.set({ info });
    },
    /** What runs goes on: a user may be signing in to it by hand. */
    start: (run: 1 | 2) =>
      attempt(async () => {
        if (run === 2 && !isAgainOffered(store.get())) return say(({ noneAgain }) => noneAgain);
        if (source.kind === 'recorded' || !isBusy(store.get())) return begin(run);
        store.set({ dialog: undefined });
        throw new StillRunning();
      }),
    stop: (lane?: string) => attempt(() => source.stop(lane)),
    /** The lane that keys go to. */
    stopLane: () => actions.stop(columnsOf(store.get()).columns[store.get().column]?.lane.lane),
    /** A scene is ready to begin again; where it is already, this leaves it. */
    reset: () =>
      attempt(async () => {
        if (source.isCarried) return;
        turn += 1;
        const { info, stage, scene: played } = store.get();
        const hasRun = stage.lanes.some(({ runs }) =>
          [runs[1], runs[2]].some((run) => run?.events.length),
        );
        const scene = hasRun ? playedScene() : undefined;
        store.set({ runs: scene?.run ?? 1, clock: { mode: 'follow', at: 0 } });
        await setScene(scene);
        if (scene && scene.flows.join() !== info?.lanes.map(({ flow }) => flow).join())
          await choose(lanesOf(scene, info?.lanes[0]?.user));
        // Who signs in was chosen for the scene.
        if (!scene && played !== undefined && info?.lanes.some(({ user }) => user === 'you'))
          await choose(info.lanes.map((one) => ({ ...one, user: 'scripted' as const })));
        await setPolicies(scene?.policies);
        await source.reset();
        await describe();
        if (scene)
          say((words, view) =>
            words.sceneReady(sceneOf(view)?.title ?? '', scene.run === 2 ? 'A' : 'S'),
          );
      }),

    open: (dialog: DialogName) => {
      if (isOffered(dialog, store.get().info, source)) store.set({ dialog });
    },
    /** What the browser closes it tells late: another may be open by then. */
    close: (dialog: DialogName) => {
      if (store.get().dialog === dialog) store.set({ dialog: undefined });
    },
    notice: say,
    showTab: (tab: StageTab) => store.set({ tab }),
    nextTab: (by: 1 | -1) => {
      const at = tabs.indexOf(store.get().tab);
      store.set({ tab: tabs[(at + by + tabs.length) % tabs.length] ?? 'words' });
    },
    toggleTall: () => store.set({ isTall: !store.get().isTall }),
    showRuns: (runs: View['runs']) => store.set({ runs, column: 0 }),
    nextRuns: () => {
      if (!hasSecond(store.get())) return;
      const order: View['runs'][] = [1, 2, 'both'];
      store.set({ runs: order[(order.indexOf(store.get().runs) + 1) % 3] ?? 1, column: 0 });
    },
    showColumn: (column: number) => store.set({ column }),
    toggleKeys: () => store.set({ hasKeys: !store.get().hasKeys }),
    setSpeed: () => store.set({ speed: store.get().speed === 1 ? 4 : 1 }),

    ...momentActions(store, source.kind === 'live'),

    addFlow: (flow: string) =>
      attempt(async () => {
        const lanes = store.get().info?.lanes ?? [];
        if (lanes.length < mostLanes) await choose([...lanes, newLane(lanes, flow)]);
        store.set({ dialog: undefined, column: Math.min(lanes.length, mostLanes - 1) });
      }),
    removeLane: (lane: string) =>
      attempt(async () => {
        const lanes = (store.get().info?.lanes ?? []).filter((one) => one.lane !== lane);
        if (lanes.length > 0) await choose(lanes);
        const { selected, scenarioLane } = store.get();
        if (scenarioLane === lane) await setScene(undefined);
        const isGone = selected?.column.startsWith(`${lane}/`) ?? false;
        store.set({ column: 0, ...(isGone && { selected: undefined }) });
      }),
    setUser: (lane: string, user: ChosenLane['user']) =>
      attempt(() =>
        choose(
          (store.get().info?.lanes ?? []).map((one) =>
            one.lane === lane ? { ...one, user } : one,
          ),
        ),
      ),
    /**
     * The flow in a lane of its own, at once; the failure stays where it is.
     *
     * @param adviser - the lane that failed
     * @param isNew - its first run, which signs in anew
     */
    tryInstead: (flow: string, adviser: string, isNew = false) =>
      attempt(async () => {
        const { runs: shown, scenario, scenarioLane, info } = store.get();
        const lanes = info?.lanes ?? [];
        const at = placeForNew(store.get(), adviser);
        await choose(lanes.toSpliced(at, 1, newLane(lanes, flow)));
        // The stage names its lanes.
        const lane = store.get().info?.lanes[at]?.lane;
        if (lane === undefined) return;
        const run = shown === 2 && !isNew ? 2 : 1;
        const met = scenarioLane === undefined ? scenario : undefined;
        const begun = source.start({ run, lane, ...(met !== undefined && { scenario: met }) });
        // By the first half of a double click.
        await begun.catch((error: unknown) => {
          if (!(error instanceof StillRunning)) throw error;
        });
        focusRun(lane, run);
        // Beside the run that failed.
        const runs = isNew && shown === 2 ? 'both' : shown;
        store.set({ clock: { mode: 'follow', at: 0 }, runs, selected: undefined });
      }),

    chooseScenario: (scenario: string | undefined, scenarioLane?: string) =>
      attempt(() => setScene(undefined, { scenario, scenarioLane })),
    setPolicy: (id: string, on: boolean) =>
      attempt(async () => {
        const policies = policiesOf(store.get()).map((one) =>
          one.id === id ? { ...one, on } : one,
        );
        await source.setPolicies(policies);
        await describe();
      }),

    /** These are on, and no others. */
    setPolicies: (wanted: readonly string[]) =>
      attempt(async () => {
        await setPolicies(wanted);
        await describe();
      }),

    /** Another page has set it, or left it. */
    followScene({ scene: id, ...failure }: ChosenScene) {
      const { info, scene } = store.get();
      const { scenario, scenarioLane } = failure;
      if (id === scene) return id === undefined && store.set({ scenario, scenarioLane });
      // One that this page was about to start is over.
      turn += 1;
      const found = info?.scenes.find((one) => one.id === id);
      showScene(store, found, failure);
      store.set({ runs: found?.run ?? 1, clock: { mode: 'follow', at: 0 } });
    },
    playScene: (scene: StageScene, user: ChosenLane['user'] = 'scripted') =>
      attempt(async () => {
        turn += 1;
        const mine = turn;
        const isOver = () => mine !== turn;
        const { policies: before = [] } = playedScene() ?? {};
        store.set({ dialog: undefined });
        await setScene(scene);
        if (isOver()) return;
        await choose(lanesOf(scene, user));
        if (isOver()) return;
        await source.reset();
        if (isOver()) return;
        const wanted = scene.policies ?? [];
        const known = policiesOf(store.get());
        await setPolicies(wanted);
        await describe();
        if (isOver()) return;
        // Those that the user switched on; an earlier scene takes its own back.
        const off = known
          .filter(({ id, on }) => on && !wanted.includes(id) && !before.includes(id))
          .map(({ id }) => id);
        if (off.length > 0)
          sayBriefly((words, { info }) => {
            const some = info?.policies.filter(({ id }) => off.includes(id)) ?? [];
            return words.policiesOff(some.map(({ title }) => title).join(', '));
          });
        await begin(scene.run ?? 1);
      }),
    nextScene() {
      if (source.isCarried) return undefined;
      const { info, lastScene } = store.get();
      const scenes = info?.scenes ?? [];
      const next = scenes[scenes.findIndex(({ id }) => id === lastScene) + 1];
      if (next) return actions.playScene(next);
      // The next time it begins with the first.
      store.set({ dialog: undefined, lastScene: undefined });
      return say(({ wasLastScene }) => wasLastScene);
    },

    /** What the stage says of itself, for a page that is taken along. */
    async inBothLanguages(): Promise<Record<Language, StageState>> {
      const { language } = store.get();
      const other = await source.describe(language === 'en' ? 'ko' : 'en');
      // The last one is the language that lanes speak from now on.
      const own = await source.describe(language);
      return language === 'en' ? { en: own, ko: other } : { en: other, ko: own };
    },
    speak: (language: Language) =>
      attempt(async () => {
        await describe(language);
        document.documentElement.lang = language;
        document.title = texts[language].title;
      }, store.get().notice),
  };
  return actions;
}

const lanesOf = ({ flows }: StageScene, user: ChosenLane['user'] = 'scripted'): ChosenLane[] =>
  flows.map((flow, at) => ({ lane: `${at + 1}`, flow, user }));
