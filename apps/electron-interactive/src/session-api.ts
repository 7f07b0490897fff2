/** The messages between the page and the main process. None of them contains a token. */

/** A user who is signed in. */
export interface AccountView {
  /** MSAL's ID: `{oid}.{tid}`. */
  id: string;
  username: string;
}

/** What can be known of an access token without having it. */
export interface TokenView {
  scopes: string[];
  /** ISO 8601 */
  expiresOn: string;
  fromCache: boolean;
}

/** What the window shows. */
export interface SessionState {
  accounts: AccountView[];
  /** ID of the account that the APIs are called for. */
  chosen?: string;
  /** The token of the last call. */
  token?: TokenView;
  /** Where tokens are kept, in one or two sentences. */
  cache: string;
  /** Whether the authority has an API that demands more of a sign-in; only the emulator has. */
  hasOrders: boolean;
}

export const apiNames = ['profile', 'order'] as const;
export type ApiName = (typeof apiNames)[number];

/** An answer of a web API, as text to be shown. */
export interface ApiAnswer {
  status: number;
  text: string;
}

/** A failure crosses as text for users: an Error would bring its class, its stack and its cause along. */
export type Outcome<Value> = { value: Value } | { problem: string };

/** Everything that the page can ask of the main process. */
export interface SessionApi {
  getState(): Promise<Outcome<SessionState>>;
  /** Opens the user's browser; ends when the user has signed in or cancelled. */
  signIn(): Promise<Outcome<SessionState>>;
  /** Ends the wait for the user. */
  cancel(): Promise<Outcome<SessionState>>;
  chooseAccount(id: string): Promise<Outcome<SessionState>>;
  /** @param everywhere opens the authority's own sign-out page too */
  signOut(everywhere: boolean): Promise<Outcome<SessionState>>;
  callApi(name: ApiName): Promise<Outcome<ApiAnswer>>;
  /** Calls `listener` whenever there is something new to show. */
  onState(listener: (state: SessionState) => void): void;
}

/** The names of the IPC channels: one for each function. */
export const channels = {
  getState: 'session:get-state',
  signIn: 'session:sign-in',
  cancel: 'session:cancel',
  chooseAccount: 'session:choose-account',
  signOut: 'session:sign-out',
  callApi: 'session:call-api',
  state: 'session:state',
} as const;
