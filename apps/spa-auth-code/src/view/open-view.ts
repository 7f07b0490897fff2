import type { IPublicClientApplication } from '@azure/msal-browser';
import type { ApiAnswer } from '../call-api.ts';
import { chosenAccount } from '../chosen-account.ts';
import { explainError } from '../explain-error.ts';
import type { TaskName } from '../api-tasks.ts';
import { element } from './element.ts';
import { listAccounts } from './list-accounts.ts';
import { showTexts, texts } from './texts.ts';
import { describeToken } from './describe-token.ts';

/** What the page's buttons do. */
export interface Actions {
  client: IPublicClientApplication;
  hasOrders: boolean;
  /** @param anyUser - lets the user choose the account on the sign-in page */
  run(name: TaskName, anyUser?: boolean): Promise<void>;
  signOut(): Promise<void>;
}

export interface View {
  connect(actions: Actions): void;
  /** Runs something that may take long or fail; meanwhile nothing else can be begun. */
  attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  way(): 'redirect' | 'popup';
  showAccounts(): void;
  showAnswer(answer: ApiAnswer): void;
}

/** The page: what index.html holds, filled in. Text is only ever set as text. */
export function openView(): View {
  showTexts();
  const status = element('status');
  const problem = element('problem');
  const stop = element('stop', HTMLButtonElement);
  const controls = element('controls', HTMLFormElement);
  let actions: Actions | undefined;

  const busy = (is: boolean) => {
    for (const fieldset of controls.querySelectorAll('fieldset')) fieldset.disabled = is;
    status.textContent = is ? texts.working : '';
    stop.hidden = !(is && way() === 'popup');
  };

  async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const focused = document.activeElement;
    const stopping = new AbortController();
    stop.onclick = () => stopping.abort();
    problem.textContent = '';
    busy(true);
    try {
      await work(stopping.signal);
    } catch (error) {
      element('answer').hidden = true;
      problem.textContent = explainError(error);
    } finally {
      busy(false);
      showAccounts();
      // A control that was disabled meanwhile has lost the focus of the keyboard.
      if (focused instanceof HTMLElement) focused.focus();
    }
  }

  function showAccounts(): void {
    if (!actions) return;
    const { client, hasOrders } = actions;
    const count = listAccounts(client.getAllAccounts(), chosenAccount(client));
    const chosen = chosenAccount(client) !== undefined;
    element('signed-out').hidden = count > 0;
    element('signed-in').hidden = count === 0;
    element('sign-in').hidden = count > 0;
    element('another').hidden = count === 0;
    element('sign-out').hidden = !chosen;
    element('apis').hidden = !chosen;
    element('order').hidden = !hasOrders;
  }

  function showAnswer({ status: code, text, token }: ApiAnswer): void {
    element('token').textContent = describeToken(token);
    element('body').textContent = `HTTP ${code}\n${pretty(text)}`;
    element('answer').hidden = false;
  }

  // Back by the browser's own button: the sign-in was left, and the page is as it was.
  addEventListener('pageshow', ({ persisted }) => persisted && busy(false));
  return {
    attempt,
    way,
    showAccounts,
    showAnswer,
    connect(given) {
      actions = given;
      on('sign-in', () => given.run('profile', true));
      on('another', () => given.run('profile', true));
      on('profile', () => given.run('profile'));
      on('order', () => given.run('order'));
      on('sign-out', () => given.signOut());
      const accounts = element('accounts', HTMLSelectElement);
      accounts.onchange = () => {
        const homeAccountId = accounts.value;
        given.client.setActiveAccount(given.client.getAccount({ homeAccountId }));
        void given.run('profile');
      };
    },
  };
}

const on = (id: string, act: () => Promise<void>) => {
  element(id).onclick = () => void act();
};

const way = () =>
  document.querySelector<HTMLInputElement>('input[value=popup]')?.checked ? 'popup' : 'redirect';

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text.slice(0, 2000);
  }
}
