import {
  type AccountInfo,
  type ICachePlugin,
  type INetworkModule,
  PublicClientApplication,
} from '@azure/msal-node';

const HOST = 'https://login.example';
const TENANT = '11111111-1111-4111-8111-111111111111';

/** An authority that signs every user in at once: MSAL's cache is tested here, not the protocol. */
export interface CannedAuthority {
  client: PublicClientApplication;
  signIn(name: string): Promise<AccountInfo>;
  /** Members of the token answers from now on; `undefined` takes one out. */
  answerTokensWith(members: Record<string, unknown>): void;
  /** What the next refresh is answered with. */
  answerRefreshWith(answer: { status: number; body: Record<string, unknown> }): void;
  refreshes(): number;
}

export function cannedAuthority(cachePlugin?: ICachePlugin): CannedAuthority {
  const waiting: string[] = [];
  let refreshes = 0;
  let members: Record<string, unknown> = {};
  let refreshAnswer: { status: number; body: Record<string, unknown> } | undefined;
  const networkClient = {
    sendGetRequestAsync: async () => ({ status: 404, headers: {}, body: {} }),
    sendPostRequestAsync: async (url: string, options?: { body?: string }) => {
      if (url.endsWith('/devicecode')) return ok({ ...DEVICE_CODE, device_code: waiting.shift() });
      const form = new URLSearchParams(options?.body);
      const deviceCode = form.get('device_code');
      if (deviceCode) return ok({ ...tokensFor(deviceCode), ...members });
      refreshes += 1;
      const user = form.get('refresh_token')?.split('-')[1] ?? '';
      return refreshAnswer ? { headers: {}, ...refreshAnswer } : ok(tokensFor(user));
    },
  } as unknown as INetworkModule;
  const client = new PublicClientApplication({
    auth: {
      clientId: 'client',
      authority: `${HOST}/${TENANT}`,
      knownAuthorities: ['login.example'],
      authorityMetadata: JSON.stringify(METADATA),
    },
    ...(cachePlugin ? { cache: { cachePlugin } } : {}),
    system: { networkClient },
  });
  return {
    client,
    async signIn(name) {
      waiting.push(name);
      const request = { scopes: ['User.Read'], deviceCodeCallback: () => undefined };
      const result = await client.acquireTokenByDeviceCode(request);
      if (!result?.account) throw new Error('no account');
      return result.account;
    },
    answerTokensWith: (changed) => (members = changed),
    answerRefreshWith: (answer) => (refreshAnswer = answer),
    refreshes: () => refreshes,
  };
}

const METADATA = {
  issuer: `${HOST}/${TENANT}/v2.0`,
  authorization_endpoint: `${HOST}/${TENANT}/oauth2/v2.0/authorize`,
  token_endpoint: `${HOST}/${TENANT}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${HOST}/${TENANT}/oauth2/v2.0/devicecode`,
  end_session_endpoint: `${HOST}/${TENANT}/oauth2/v2.0/logout`,
  jwks_uri: `${HOST}/${TENANT}/discovery/v2.0/keys`,
};

const DEVICE_CODE = {
  user_code: 'ABCD',
  verification_uri: `${HOST}/device`,
  expires_in: 900,
  interval: 1,
  message: 'sign in',
};

function ok(body: Record<string, unknown>) {
  return { status: 200, headers: {}, body };
}

let issued = 0;

function tokensFor(name: string): Record<string, unknown> {
  issued += 1;
  const oid = Buffer.from(name).toString('hex').padStart(12, '0');
  const id = `00000000-0000-4000-8000-${oid.slice(-12)}`;
  return {
    token_type: 'Bearer',
    scope: 'User.Read',
    expires_in: 3600,
    access_token: `at-${name}-${issued}`,
    refresh_token: `rt-${name}-${issued}`,
    id_token: jwt({
      oid: id,
      sub: id,
      tid: TENANT,
      ver: '2.0',
      preferred_username: `${name}@example`,
    }),
    client_info: base64url({ uid: id, utid: TENANT }),
  };
}

function jwt(claims: Record<string, unknown>): string {
  return `${base64url({ alg: 'none' })}.${base64url({ aud: 'client', iss: METADATA.issuer, ...claims })}.x`;
}

function base64url(value: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
