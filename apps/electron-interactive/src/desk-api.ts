/** What the page and the main process say to each other. No token is among it. */

/** Somebody who is signed in. */
export interface AccountView {
  /** MSAL's ID: `{oid}.{tid}`. */
  id: string;
  username: string;
  name: string;
}

/** What can be known of an access token without having it. */
export interface TokenView {
  scopes: string[];
  /** ISO 8601 */
  expiresOn: string;
  fromCache: boolean;
}

/** What the window shows. */
export interface DeskState {
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

/** A failure crosses as text for people: an Error would bring its class, its stack and its cause along. */
export type Outcome<Value> = { value: Value } | { problem: string };

/** Everything that the page can ask of the main process. */
export interface DeskApi {
  getState(): Promise<Outcome<DeskState>>;
  /** Opens the person's browser; ends when they have signed in or cancelled. */
  signIn(): Promise<Outcome<DeskState>>;
  /** Ends whatever waits for the person. */
  cancel(): Promise<Outcome<DeskState>>;
  chooseAccount(id: string): Promise<Outcome<DeskState>>;
  /** @param everywhere opens the authority's own sign-out page too */
  signOut(everywhere: boolean): Promise<Outcome<DeskState>>;
  callApi(name: ApiName): Promise<Outcome<ApiAnswer>>;
  /** Calls `listener` whenever there is something new to show. */
  onState(listener: (state: DeskState) => void): void;
}

/** The names of the IPC channels: one for each function. */
export const channels = {
  getState: 'desk:get-state',
  signIn: 'desk:sign-in',
  cancel: 'desk:cancel',
  chooseAccount: 'desk:choose-account',
  signOut: 'desk:sign-out',
  callApi: 'desk:call-api',
  state: 'desk:state',
} as const;
