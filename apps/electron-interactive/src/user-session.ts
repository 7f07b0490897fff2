import {
  type AuthenticationResult,
  ClientAuthError,
  type PublicClientApplication,
} from '@azure/msal-node';
import {
  acquireToken,
  AuthCoreError,
  fetchWithToken,
  type InteractiveRequest,
  listAccounts,
  signOut,
} from '@entra-flows/auth-core';
import { apiAnswer, said } from '@entra-flows/sample-kit';
import { SCOPES } from './auth-config.ts';
import type { AskUser } from './broker-first.ts';
import type { ApiAnswer, ApiName, SessionState, TokenView } from './session-api.ts';

export interface UserSessionOptions {
  client: PublicClientApplication;
  /** Base of Microsoft Graph, or of the emulator's. */
  graph: string;
  /** Of the emulator only: an API that answers with a claims challenge. */
  orders?: string;
  /** Says where tokens are kept; read anew for each state. */
  cache: { readonly text: string };
  /** Asks the user, when the cache has no token for them. */
  askUser: AskUser;
  /** Opens the authority's sign-out page. */
  openSignOutPage: (username: string) => Promise<void>;
  /** Called when there is something new to show. */
  onState: (state: SessionState) => void;
  /** Called when the user has signed in, perhaps in another window. */
  onSignedIn: () => void;
}

/** What the page can have done. Each act resolves with what is to be shown afterwards. */
export interface UserSession {
  state(): Promise<SessionState>;
  /** Shows the state of now, after something that the page did not ask for. It never rejects. */
  showState(): Promise<void>;
  signIn(): Promise<SessionState>;
  cancel(): Promise<SessionState>;
  /** The same, when the window is gone. */
  stopWaiting(): void;
  chooseAccount(id: string): Promise<SessionState>;
  signOut(everywhere: boolean): Promise<SessionState>;
  callApi(name: ApiName): Promise<ApiAnswer>;
}

/** Signs users in and calls APIs for them. Tokens come in here and do not go out. */
export function createUserSession(options: UserSessionOptions): UserSession {
  const { client, graph, orders, cache, askUser, openSignOutPage, onState, onSignedIn } = options;
  let chosen: string | undefined;
  let token: { homeAccountId: string | undefined; view: TokenView } | undefined;
  let waiting = new AbortController();

  async function state(): Promise<SessionState> {
    const accounts = await listAccounts(client);
    const isThere = (id?: string) => accounts.some(({ homeAccountId }) => homeAccountId === id);
    // Between two accounts the user chooses.
    if (!isThere(chosen)) chosen = accounts.length === 1 ? accounts[0]?.homeAccountId : undefined;
    return {
      accounts: accounts.map(({ homeAccountId: id, username }) => ({ id, username })),
      ...(chosen ? { chosen } : {}),
      // Never those of an account that was chosen before.
      ...(token && token.homeAccountId === chosen ? { token: token.view } : {}),
      cache: cache.text,
      hasOrders: orders !== undefined,
    };
  }

  async function changed(): Promise<SessionState> {
    const now = await state();
    onState(now);
    return now;
  }

  /** Ends the wait for what was begun before. */
  function begin(): AbortSignal {
    // Whatever waits ends as every cancelled sign-in does, also in the middle of a call.
    waiting.abort(new ClientAuthError('user_canceled', '', 'the user stopped waiting'));
    waiting = new AbortController();
    return waiting.signal;
  }

  function remember(result: AuthenticationResult): void {
    const { account, scopes, expiresOn, fromCache } = result;
    const view = { scopes, expiresOn: expiresOn?.toISOString() ?? '', fromCache };
    token = { homeAccountId: account?.homeAccountId, view };
  }

  async function ask(request: InteractiveRequest, prompt?: string) {
    const result = await askUser(request, prompt);
    onSignedIn();
    return result;
  }

  return {
    state,
    // The page learns of a failure when it asks for something.
    showState: () =>
      changed().then(
        () => undefined,
        () => undefined,
      ),
    async signIn() {
      const signal = begin();
      const result = await ask({ scopes: SCOPES, signal }, 'select_account');
      chosen = result.account?.homeAccountId;
      remember(result);
      return changed();
    },
    async cancel() {
      begin();
      return state();
    },
    stopWaiting: () => void begin(),
    async chooseAccount(id) {
      const known = await listAccounts(client);
      if (!known.some(({ homeAccountId }) => homeAccountId === id)) throw notHere();
      chosen = id;
      token = undefined;
      return changed();
    },
    async signOut(everywhere) {
      begin();
      const { accounts } = await state();
      const account = accounts.find(({ id }) => id === chosen);
      if (!account) throw notHere();
      await signOut(client, { homeAccountId: account.id });
      const now = await changed();
      if (everywhere) await openSignOutPage(account.username);
      return now;
    },
    async callApi(name) {
      const before = chosen;
      const homeAccountId = before ?? (await state()).chosen;
      if (!homeAccountId) throw notHere();
      const signal = begin();
      const { scopes, url, method } = apiCall(name, graph, orders);
      const getToken = async (claims?: string) => {
        const request = { scopes, homeAccountId, claims, signal };
        const result = await acquireToken(client, request, (asked) => ask(asked));
        remember(result);
        return result;
      };
      const call = { url, method, allowedOrigins: [url], signal };
      try {
        const response = await fetchWithToken(client, call, getToken);
        return { status: response.status, text: JSON.stringify(apiAnswer(response), null, 2) };
      } finally {
        await changed();
      }
    },
  };
}

interface ApiCall {
  /** Scopes of one resource. */
  scopes: string[];
  url: string;
  method: 'GET' | 'POST';
}

/** Placing an order takes a stronger sign-in than reading a profile: the API answers with a claims challenge. */
function apiCall(name: ApiName, graph: string, orders: string | undefined): ApiCall {
  if (name === 'profile') return { scopes: SCOPES, url: `${graph}/me`, method: 'GET' };
  if (!orders)
    throw new AuthCoreError(
      'no_flow',
      said({ en: 'only the local emulator takes orders', ko: '주문은 ID 에뮬레이터만 받습니다' }),
    );
  const scopes = ['api://orders.contoso.example/Orders.Write'];
  return { scopes, url: orders, method: 'POST' };
}

const notHere = () =>
  new AuthCoreError(
    'account_not_found',
    said({
      en: 'no account is chosen: sign in, or choose one',
      ko: '고른 계정이 없습니다. 로그인하거나 하나를 고르세요',
    }),
  );
