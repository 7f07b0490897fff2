import { options, render } from 'preact';
import { pageLanguage } from '@entra-flows/auth-core/page';
import type { LaneState } from '../src/messages.ts';
import { emptyStage, reduceStage } from '../src/run/stage-run.ts';
import { type Actions, createActions } from './actions.ts';
import { App } from './app.tsx';
import { watchFocus } from './keep-focus.ts';
import { listenToKeys } from './keys.ts';
import { openCarried, openLink } from './link.ts';
import { playClock } from './play-clock.ts';
import { liveStage } from './source/live-stage.ts';
import {
  type CarriedRecordings,
  recordedStage,
  recordingsInside,
  recordingsOnHost,
} from './source/recorded-stage.ts';
import type { StageSource } from './source/stage-source.ts';
import { adoptColours } from './screen-style.ts';
import './style.css';
import { texts } from './texts.ts';
import { createStore } from './view.ts';

/**
 * What an exported page carries.
 *
 * @throws {Error} where the file was changed: what it says of that stays in sight
 */
function carriedRuns(): CarriedRecordings | undefined {
  const text = document.querySelector('#recordings')?.textContent?.trim() ?? '';
  if (text === '') return undefined;
  const carried = JSON.parse(text) as CarriedRecordings;
  const { stage, recordings } = carried;
  const lists: unknown[] = [
    ...[stage.en, stage.ko].map(({ lanes }) => lanes),
    ...recordings.map(({ messages }) => messages),
  ];
  if (!lists.every(Array.isArray)) throw new Error('The file was changed.');
  return carried;
}

/** An exported page carries its runs; a static build has them beside it; else a stage serves the page. */
function sourceOfRuns(carried: CarriedRecordings | undefined): StageSource {
  if (carried) return recordedStage(recordingsInside(carried));
  return import.meta.env.MODE === 'static' ? recordedStage(recordingsOnHost()) : liveStage();
}

const language = pageLanguage(
  new URLSearchParams(location.search).get('lang') ?? '',
  navigator.languages.join(','),
);
document.documentElement.lang = language;
document.title = texts[language].title;

adoptColours();
const carried = carriedRuns();
const source = sourceOfRuns(carried);
const store = createStore({
  language,
  stage: emptyStage,
  isConnected: true,
  runs: 1,
  clock: { mode: 'follow', at: 0 },
  speed: 1,
  column: 0,
  tab: 'words',
  isTall: false,
  hasKeys: true,
  ...(carried?.scenario !== undefined && { scenario: carried.scenario }),
  ...(carried?.scene !== undefined && { scene: carried.scene }),
  ...(carried?.scenarioLane !== undefined && { scenarioLane: carried.scenarioLane }),
});
const actions = createActions(store, source);

/** States in which a lane is not the one that it was. */
const chosenAnew: ReadonlySet<LaneState> = new Set(['starting', 'ready', 'unavailable', 'removed']);

const opening = openStage();
const asked = onceOpen(actions, opening);

// One picture a frame for all that changed: between two, nothing is laid out.
options.debounceRendering = requestAnimationFrame;
const place = document.querySelector('#stage');
place?.replaceChildren();
const { kind, isCarried = false } = source;
if (place)
  render(
    <App store={store} actions={asked} isLive={kind === 'live'} isCarried={isCarried} />,
    place,
  );

listenToKeys(store, asked);
watchFocus();
playClock(store);
await opening;

/** Loads what the page needs, and shows what its address asks for. */
async function openStage(): Promise<void> {
  await actions.load();
  source.follow({
    messages(messages) {
      const { stage, runs } = store.get();
      const started = messages.findLast(
        (message) => message.type === 'lane' && message.state === 'running',
      );
      const scene = messages.findLast((message) => message.type === 'scene');
      if (scene) actions.followScene(scene);
      store.set({
        stage: messages.reduce(reduceStage, stage),
        ...(started?.type === 'lane' && runs !== 'both' && { runs: started.run }),
      });
      // Another browser may have chosen other lanes, or another user.
      const isChosen = messages.some(
        (message) => message.type === 'lane' && chosenAnew.has(message.state),
      );
      if (isChosen) void actions.refresh();
    },
    connected: (isConnected) => store.set({ isConnected }),
    ended: () => store.set({ isConnected: false }),
  });
  await (carried ? openCarried(store, source, carried) : openLink(store, actions, source));
}

/** What a user asks for while the page opens is done once it is open: what opens then would take it back. */
function onceOpen(actions: Actions, opening: Promise<unknown>): Actions {
  let isOpen = false;
  const opened = opening.catch(() => {}).then(() => void (isOpen = true));
  const later = Object.entries(actions).map(([name, action]) => {
    const act = action as (...given: unknown[]) => unknown;
    return [
      name,
      (...given: unknown[]) => (isOpen ? act(...given) : opened.then(() => act(...given))),
    ];
  });
  return Object.fromEntries(later) as Actions;
}
