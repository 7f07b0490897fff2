import { columnsOf } from './columns.ts';
import type { Store } from './view.ts';

/** Milliseconds between two pictures of a replay: text that changes faster cannot be read. */
const pace = 80;

/** Moves the moment on while a replay plays; a page at rest asks for no frames. */
export function playClock(store: Store): void {
  /** Of the last picture, while it plays. */
  let last: number | undefined;
  const tick = (now: number) => {
    const { clock, speed } = store.get();
    if (clock.mode !== 'play') {
      last = undefined;
      return;
    }
    requestAnimationFrame(tick);
    if (last === undefined || now - last < pace) return;
    const at = clock.at + (now - last) * speed;
    last = now;
    const { end } = columnsOf(store.get());
    store.set({ clock: at < end ? { mode: 'play', at } : { mode: 'hold', at: Infinity } });
  };
  store.watch(() => {
    if (last !== undefined || store.get().clock.mode !== 'play') return;
    last = performance.now();
    requestAnimationFrame(tick);
  });
}
