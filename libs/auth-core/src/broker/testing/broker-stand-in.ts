import type {
  AccountInfo,
  AuthenticationResult,
  INativeBrokerPlugin,
  PublicClientApplication,
} from '@azure/msal-node';

type NativeRequest = Parameters<INativeBrokerPlugin['acquireTokenSilent']>[0];
type NativeSignOutRequest = Parameters<INativeBrokerPlugin['signOut']>[0];

/** What the stand-in does when it is called. The errors are those of the real plugin's `wrapError`. */
export type StandInAnswer =
  | 'succeeds'
  | 'no-account'
  | 'cancelled'
  | 'fails'
  | 'hangs'
  | 'other-user'
  | 'needs-user'
  | 'no-network'
  | 'untrusted'
  | 'throws';

/** Plain data, so that a test can hand it to another process. */
export interface BrokerScript {
  /** The users who are signed in to the system, each with the broker's answer for them; first the system's own. */
  users: AuthenticationResult[];
  /** The user that `other-user` answers for. */
  stranger?: AuthenticationResult;
  available?: boolean;
  list?: StandInAnswer;
  silent?: StandInAnswer;
  interactive?: StandInAnswer;
  signOut?: StandInAnswer;
  /** A call that hangs keeps the process alive, as a native one may. */
  keepsAlive?: boolean;
}

export interface StandInCall {
  call: 'getAllAccounts' | 'acquireTokenSilent' | 'acquireTokenInteractive' | 'signOut';
  request: Partial<NativeRequest & NativeSignOutRequest>;
  windowHandle?: string;
}

/**
 * STANDS IN for a native broker, which no machine of the tests has: MSAL's `INativeBrokerPlugin`, written
 * by hand after the real `NativeBrokerPlugin` 5.6.1. Its tokens are the emulator's.
 *
 * It cannot witness
 * - that a real broker answers so, which windows it opens and over what, and which user it picks;
 * - that its native library loads, keeps the process alive or lets it end, or blocks its thread;
 * - that the redirect URIs are registered, and that tokens are bound to a device;
 * - how real brokers name accounts (`homeAccountId`, `environment`), guests and personal ones above all;
 * - what a sign-out does to other programs.
 */
export class BrokerStandIn implements INativeBrokerPlugin {
  readonly calls: StandInCall[] = [];
  readonly script: BrokerScript;
  readonly #onCall: ((call: StandInCall) => void) | undefined;

  constructor(script: BrokerScript, onCall?: (call: StandInCall) => void) {
    this.script = script;
    this.#onCall = onCall;
  }

  get isBrokerAvailable(): boolean {
    return this.script.available ?? true;
  }

  setLogger(): void {}

  async getAccountById(accountId: string): Promise<AccountInfo> {
    return accountOf(this.#userOf(accountId));
  }

  async getAllAccounts(clientId: string): Promise<AccountInfo[]> {
    this.#note({ call: 'getAllAccounts', request: { clientId } });
    await this.#play(this.script.list);
    return this.script.users.map(accountOf);
  }

  /** Without an ID it answers for the system's own user, whichever user was meant. */
  async acquireTokenSilent(request: NativeRequest): Promise<AuthenticationResult> {
    this.#note({ call: 'acquireTokenSilent', request });
    return this.#answer(request, this.script.silent);
  }

  async acquireTokenInteractive(
    request: NativeRequest,
    windowHandle?: Buffer,
  ): Promise<AuthenticationResult> {
    const handle = windowHandle ? { windowHandle: windowHandle.toString('hex') } : {};
    this.#note({ call: 'acquireTokenInteractive', request, ...handle });
    return this.#answer(request, this.script.interactive);
  }

  async signOut(request: NativeSignOutRequest): Promise<void> {
    this.#note({ call: 'signOut', request });
    await this.#play(this.script.signOut);
    const leaving = this.#userOf(request.accountId);
    this.script.users = this.script.users.filter((user) => user !== leaving);
  }

  async #answer(request: NativeRequest, does?: StandInAnswer): Promise<AuthenticationResult> {
    if (does === 'other-user' && this.script.stranger) {
      // A user who signs in at the window is signed in to the system from then on.
      this.script.users.push(this.script.stranger);
      return brokered(this.script.stranger);
    }
    await this.#play(does);
    const { accountId, loginHint } = request;
    if (accountId) return brokered(this.#userOf(accountId));
    const { users } = this.script;
    const user = users.find(({ account }) => account?.username === loginHint) ?? users[0];
    if (!user) throw brokerError('no_account_found', 'AccountNotFound');
    return brokered(user);
  }

  #userOf(accountId: string): AuthenticationResult {
    const found = this.script.users.find((user) => accountOf(user).nativeAccountId === accountId);
    if (!found) throw brokerError('no_account_found', 'AccountNotFound');
    return found;
  }

  #note(call: StandInCall): void {
    this.calls.push(call);
    this.#onCall?.(call);
  }

  async #play(does: StandInAnswer = 'succeeds'): Promise<void> {
    if (does === 'throws') throw new Error('Unable to parse idToken claims');
    if (does === 'hangs') {
      if (this.script.keepsAlive) setInterval(() => undefined, 60_000);
      await new Promise(() => undefined);
    }
    const error = ERRORS[does];
    if (error) throw brokerError(...error);
  }
}

const ERRORS: Partial<Record<StandInAnswer, [code: string, status: string]>> = {
  'no-account': ['no_account_found', 'AccountNotFound'],
  'needs-user': ['interaction_required', 'InteractionRequired'],
  'no-network': ['no_network_connectivity', 'NoNetwork'],
  untrusted: ['untrusted_authority', 'AuthorityUntrusted'],
  cancelled: ['user_canceled', 'UserCanceled'],
  fails: ['platform_broker_error', 'IncorrectConfiguration'],
};

/** The real plugin brings classes of its own, so that `instanceof` MSAL's is false. */
function brokerError(errorCode: string, status: string): Error {
  const platformBrokerError = Object.assign(new Error(status), {
    name: 'PlatformBrokerError',
    errorCode: status,
    statusCode: 3399614473,
  });
  const name = errorCode === 'interaction_required' ? 'InteractionRequiredAuthError' : 'AuthError';
  return Object.assign(new Error(errorCode), {
    ...{ name, errorCode, errorMessage: '', subError: '', correlationId: '' },
    platformBrokerError,
  });
}

function accountOf({ account }: AuthenticationResult): AccountInfo {
  if (!account) throw new Error('the script has a token without an account');
  return { ...account, nativeAccountId: `native-${account.localAccountId}` };
}

function brokered(user: AuthenticationResult): AuthenticationResult {
  const expiresOn = user.expiresOn && new Date(user.expiresOn); // a text, if it came as JSON
  return { ...user, account: accountOf(user), expiresOn, fromPlatformBroker: true };
}

/** Real tokens for two users of a script, by password. */
export async function tokensFor(
  client: PublicClientApplication,
  [first, second]: readonly { username: string; password: string }[],
): Promise<[AuthenticationResult, AuthenticationResult]> {
  const tokenOf = async ({ username, password } = { username: '', password: '' }) => {
    const scopes = ['User.Read'];
    const result = await client.acquireTokenByUsernamePassword({ scopes, username, password });
    if (!result) throw new Error(`no token for ${username}`);
    return result;
  };
  return [await tokenOf(first), await tokenOf(second)];
}
