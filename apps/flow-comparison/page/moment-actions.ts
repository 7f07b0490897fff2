import { columnsOf, momentsOf } from './columns.ts';
import type { Store } from './view.ts';

/** What a user does with the moment that is shown, and with the steps of a lane. */
export function momentActions(store: Store, isLive: boolean) {
  return {
    select: (column: string, row: string) => store.set({ selected: { column, row } }),
    /** To a moment: the dots on the time line, and the slider. */
    seek: (at: number) => {
      const { end } = columnsOf(store.get());
      // The words are about the moment from now on.
      store.set({
        selected: undefined,
        clock: { mode: 'hold', at: at >= end ? Infinity : Math.max(0, at) },
      });
    },
    /** Along all lanes: the row at which the next thing happens is chosen, too. */
    step(by: 1 | -1) {
      const view = store.get();
      const { columns, end } = columnsOf(view);
      const moments = momentsOf(columns);
      const current = moments.findIndex(
        ({ column, row }) => column === view.selected?.column && row === view.selected.row,
      );
      const now = view.clock.mode === 'follow' ? Infinity : view.clock.at;
      const from =
        current >= 0 ? current : moments.filter(({ at }) => at <= now).length - (by > 0 ? 1 : 0);
      const next = moments[Math.min(Math.max(from + by, 0), moments.length - 1)];
      if (!next) return;
      const column = columns.findIndex(({ id }) => id === next.column);
      const at = next.at >= end ? Infinity : next.at;
      store.set({ selected: next, column, clock: { mode: 'hold', at } });
    },
    /** Within a lane. */
    moveRow(by: 1 | -1) {
      const view = store.get();
      const { columns, end } = columnsOf(view);
      const column = columns[view.column];
      if (!column) return;
      const { rows } = column.diagram;
      const at = rows.findIndex(({ id }) => id === view.selected?.row);
      const isHere = view.selected?.column === column.id && at >= 0;
      const next = rows[isHere ? at + by : by > 0 ? 0 : column.rows.length - 1];
      if (!next) return;
      store.set({ selected: { column: column.id, row: next.id } });
      // The moment goes along to what has not happened by then.
      const isAhead = view.clock.mode !== 'follow' && next.at > view.clock.at;
      if (isAhead) store.set({ clock: { mode: 'hold', at: next.at >= end ? Infinity : next.at } });
    },
    togglePlay() {
      const { clock } = store.get();
      const { end, columns } = columnsOf(store.get());
      const isRunning = columns.some(({ run }) => run.state === 'running');
      if (clock.mode === 'play' || (clock.mode === 'follow' && isRunning))
        return store.set({ clock: { mode: 'hold', at: clock.mode === 'play' ? clock.at : end } });
      if (isRunning && isLive) return store.set({ clock: { mode: 'follow', at: 0 } });
      const at = clock.mode === 'hold' && clock.at < end ? clock.at : 0;
      store.set({ clock: { mode: 'play', at } });
    },
  };
}
