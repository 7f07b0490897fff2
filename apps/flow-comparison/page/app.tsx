import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Actions } from './actions.ts';
import { columnsOf } from './columns.ts';
import { type Stage, StageContext } from './context.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { settleFocus } from './keep-focus.ts';
import { LaneView } from './lane-view.tsx';
import { Panel } from './panel/panel.tsx';
import { settle } from './scroll-lanes.ts';
import { TimeBar } from './time-bar.tsx';
import { texts } from './texts.ts';
import { TopBar } from './top-bar.tsx';
import type { Store, View } from './view.ts';

/** The whole page. */
export function App(props: {
  store: Store;
  actions: Actions;
  isLive: boolean;
  isCarried: boolean;
}) {
  const { store, actions, isLive, isCarried } = props;
  const view = useView(store);
  const spoken = texts[view.language];
  const columns = useMemo(() => columnsOf(view), [view.stage, view.info, view.runs, view.clock]);
  const stage: Stage = { view, columns, texts: spoken, actions, isLive, isCarried };
  // After the lanes have asked for what they want in sight.
  useLayoutEffect(settle);
  useLayoutEffect(settleFocus);
  const shown = Math.min(view.column, columns.columns.length - 1);
  return (
    <StageContext.Provider value={stage}>
      <a class="skip" href="#lanes">
        {spoken.skip}
      </a>
      <TopBar />
      <p class="notices" role="status">
        {!view.isConnected && <span class="notice bad">{spoken.lost}</span>}
        {view.notice && <span class="notice">{view.notice(spoken, view)}</span>}
      </p>
      <main
        id="lanes"
        class={`lanes of-${columns.columns.length}`}
        aria-label={spoken.lanes}
        tabIndex={-1}
      >
        {!view.info && <p class="empty">{spoken.loading}</p>}
        {columns.columns.map((column, at) => (
          <LaneView key={column.id} column={column} number={at + 1} isShown={at === shown} />
        ))}
      </main>
      <Panel shown={shown} />
      <TimeBar />
      <Dialogs />
    </StageContext.Provider>
  );
}

function useView(store: Store): View {
  const [view, setView] = useState(store.get);
  useEffect(() => {
    // What changed before this watched.
    setView(store.get());
    return store.watch(() => setView(store.get()));
  }, [store]);
  return view;
}
