import type { ApiAnswer, SessionApi, SessionState, Outcome } from '../src/session-api.ts';
import { element } from './element.ts';
import { showState } from './show-state.ts';
import { showTexts, texts } from './texts.ts';

declare global {
  interface Window {
    /** What the preload script gives: the only way out of this page. */
    readonly userSession: SessionApi;
  }
}
const { userSession } = window;
const controls = element('controls', HTMLFormElement);
const problem = element('problem');

/** Runs something that may take long or fail; meanwhile only the wait for it can be ended. */
async function attempt<Value>(
  work: () => Promise<Outcome<Value>>,
  show: (value: Value) => void,
): Promise<void> {
  const focused = document.activeElement;
  problem.textContent = '';
  busy(true);
  const outcome = await work().catch((error: unknown) => ({ problem: String(error) }));
  busy(false);
  if ('value' in outcome) show(outcome.value);
  else problem.textContent = outcome.problem;
  element('answer').hidden ||= 'problem' in outcome;
  restoreFocus(focused);
}

function busy(is: boolean): void {
  for (const fieldset of controls.querySelectorAll('fieldset')) fieldset.disabled = is;
  element('status').textContent = is ? texts.working : '';
  element('cancel').hidden = !is;
}

/** A control that was disabled meanwhile has lost the focus of the keyboard, and may be gone. */
function restoreFocus(focused: Element | null): void {
  if (!(focused instanceof HTMLElement)) return;
  focused.focus();
  if (document.activeElement !== focused) {
    controls.querySelector<HTMLElement>('button:not([hidden])')?.focus();
  }
}

function showAnswer({ status, text }: ApiAnswer): void {
  element('body').textContent = `HTTP ${status}\n${text}`;
  element('answer').hidden = false;
}

function showWithoutAnswer(state: SessionState): void {
  element('answer').hidden = true;
  showState(state);
}

const on = (id: string, act: () => Promise<void>) => {
  element(id).onclick = () => void act();
};
const signIn = () => attempt(() => userSession.signIn(), showWithoutAnswer);
on('sign-in', signIn);
on('another', signIn);
on('sign-out', () => attempt(() => userSession.signOut(false), showWithoutAnswer));
on('sign-out-everywhere', () => attempt(() => userSession.signOut(true), showWithoutAnswer));
on('profile', () => attempt(() => userSession.callApi('profile'), showAnswer));
on('order', () => attempt(() => userSession.callApi('order'), showAnswer));
element('cancel').onclick = () => void userSession.cancel();

const accounts = element('accounts', HTMLSelectElement);
accounts.onchange = () =>
  void attempt(() => userSession.chooseAccount(accounts.value), showWithoutAnswer);

showTexts();
userSession.onState(showState);
await attempt(() => userSession.getState(), showState);
