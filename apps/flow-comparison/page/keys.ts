import type { Actions } from './actions.ts';
import type { Store, View } from './view.ts';

/** What a key does; undefined leaves it to the browser. */
function actionOf(
  { key, shiftKey }: KeyboardEvent,
  view: View,
  actions: Actions,
): (() => unknown) | undefined {
  const column = Number(key);
  if (column >= 1 && column <= 4) return () => actions.showColumn(column - 1);
  switch (key.toLowerCase()) {
    case 's':
      return () => actions.start(1);
    case 'a':
      return () => actions.start(2);
    case 'x':
      return () => (shiftKey ? actions.stopLane() : actions.stop());
    case 'r':
      return () => actions.reset();
    case 'arrowleft':
      return () => actions.step(-1);
    case 'arrowright':
      return () => actions.step(1);
    case 'arrowup':
      return () => actions.moveRow(-1);
    case 'arrowdown':
      return () => actions.moveRow(1);
    case 'home':
      return () => actions.seek(0);
    case 'end':
      return () => actions.seek(Infinity);
    case ' ':
      return () => actions.togglePlay();
    case 't':
      return () => actions.nextTab(shiftKey ? -1 : 1);
    case 'm':
      return () => actions.toggleTall();
    case 'v':
      return () => actions.nextRuns();
    case 'f':
      return () => actions.open('failures');
    case 'p':
      return () => actions.open('policies');
    case 'c':
      return () => actions.open('scenes');
    case 'n':
      return () => actions.nextScene();
    case 'w':
      return () => actions.open('tree');
    case '+':
      return () => actions.open('flows');
    case 'e':
      return () => actions.open('export');
    case 'l':
      return () => actions.speak(view.language === 'en' ? 'ko' : 'en');
    case '?':
      return () => actions.open('help');
    default:
      return undefined;
  }
}

/** Keys of the stage. They rest while something is typed, a dialog is open, or the user switched them off. */
export function listenToKeys(store: Store, actions: Actions): void {
  document.addEventListener('keydown', (event) => {
    const view = store.get();
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || view.dialog)
      return;
    if (!(target instanceof HTMLElement) && !(target instanceof SVGElement)) return;
    if (target.closest('input, select, textarea')) return;
    // The tabs move by their own arrows.
    if (target.closest('[role=tab]') && /^(Arrow|Home|End)/.test(event.key)) return;
    // These press the button or scroll the text that has the focus.
    if (target.closest('button, a') && (event.key === ' ' || event.key === 'Enter')) return;
    if (target.closest('pre, .scrolls') && /^(Arrow|Home|End)/.test(event.key)) return;
    if (!view.hasKeys && event.key.length === 1) return;
    const action = actionOf(event, view, actions);
    if (!action) return;
    event.preventDefault();
    action();
  });
}
