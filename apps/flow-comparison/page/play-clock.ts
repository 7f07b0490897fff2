import { columnsOf } from './columns.ts';
import type { Store } from './view.ts';

/** Milliseconds between two pictures of a replay: text that changes faster cannot be read. */
const pace = 80;

/** Moves the moment on while a replay plays. */
export function playClock(store: Store): void {
  let last = 0;
  const tick = (now: number) => {
    requestAnimationFrame(tick);
    const { clock, speed } = store.get();
    if (clock.mode !== 'play') {
      last = now;
      return;
    }
    if (now - last < pace) return;
    const at = clock.at + (now - last) * speed;
    last = now;
    const { end } = columnsOf(store.get());
    store.set({ clock: at < end ? { mode: 'play', at } : { mode: 'hold', at: Infinity } });
  };
  requestAnimationFrame(tick);
}
