import type {
  AccountInfo,
  AuthenticationResult,
  IPublicClientApplication,
} from '@azure/msal-browser';
import type { ApiAnswer } from '../call-api.ts';
import { chosenAccount } from '../chosen-account.ts';
import { explainError } from '../explain-error.ts';
import type { TaskName } from '../api-tasks.ts';
import { element } from './element.ts';
import { language, showTexts, texts } from './texts.ts';

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

/**
 * Fills the list to choose from.
 *
 * @returns how many there are
 */
function listAccounts(accounts: AccountInfo[], chosen: AccountInfo | undefined): number {
  const list = element('accounts', HTMLSelectElement);
  const options = accounts.map(
    ({ username, homeAccountId }) =>
      new Option(username, homeAccountId, false, homeAccountId === chosen?.homeAccountId),
  );
  const ask = new Option(texts.choose, '', false, true);
  ask.disabled = true;
  list.replaceChildren(...(chosen ? [] : [ask]), ...options);
  return accounts.length;
}

/** Everything about a token that may be seen, which is never the token. */
function describeToken(
  { account, fromCache, expiresOn, scopes }: AuthenticationResult,
  now = Date.now(),
): string {
  const minutes = expiresOn ? Math.round((expiresOn.getTime() - now) / 60_000) : 0;
  const expiry = expiresOn ? texts.expires(timeOf(expiresOn), minutes) : '';
  const names = scopes.filter((scope) => !/^(openid|profile|email|offline_access)$/.test(scope));
  return texts.token(account.username, fromCache, expiry, names.join(' '));
}

/** `10:31 UTC+9`: a time without its zone can be misread. */
function timeOf(date: Date): string {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const text = date.toLocaleTimeString(language, { ...clock, timeZoneName: 'shortOffset' });
  return text.replace(/GMT(\+0$)?/, 'UTC');
}
