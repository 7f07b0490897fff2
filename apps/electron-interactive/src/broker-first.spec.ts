import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration } from '@entra-flows/auth-core';
import { createBrokerClient } from '@entra-flows/auth-core/broker';
import {
  type BrokerScript,
  BrokerStandIn,
  tokensFor,
} from '@entra-flows/auth-core/testing/broker-stand-in';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { brokerFirst } from './broker-first.ts';
import { createUserSession } from './user-session.ts';

const ADELE = 'adele@contoso.example';
const handle = Buffer.from('00aa', 'hex');
let emulator: IdentityEmulator;
let adele: AuthenticationResult;

beforeAll(async () => {
  emulator = await startIdentityEmulator();
  await emulator.control.user({ does: 'approve', as: ADELE });
  [adele] = await tokensFor(
    new PublicClientApplication(publicClientConfiguration(config())),
    emulator.users,
  );
});
afterAll(() => emulator.close());

const config = () => {
  const { clientId, authority, ca } = emulator;
  return { clientId, authority, trustedOrigins: [{ origin: new URL(authority).origin, ca }] };
};

/** The app's session over a stand-in for the system's broker; see its list of what it cannot show. */
function sessionWith(script: Partial<BrokerScript>) {
  const plugin = new BrokerStandIn({ users: [adele], ...script });
  const client = createBrokerClient({ ...config(), broker: { plugin } });
  const links: string[] = [];
  const openBrowser = async (link: string) => {
    links.push(link);
    void followSignIn(link);
  };
  const userSession = createUserSession({
    ...{ client, graph: emulator.graph, cache: { text: '' } },
    askUser: brokerFirst(client, {
      browser: { openBrowser },
      windowHandle: () => handle,
      force: true, // this machine may have no screen
    }),
    openSignOutPage: async () => undefined,
    onState: () => undefined,
    onSignedIn: () => undefined,
  });
  return { userSession, plugin, links };
}

describe('where the system has a broker', () => {
  test('it signs the user in, over the app’s window, and no browser opens', async () => {
    const { userSession, plugin, links } = sessionWith({});
    const { accounts } = await userSession.signIn();
    expect([accounts.map(({ username }) => username), links]).toEqual([[ADELE], []]);
    const asked = plugin.calls.find(({ call }) => call === 'acquireTokenInteractive');
    expect(asked?.windowHandle).toBe('00aa');
    expect(asked?.request).toMatchObject({ prompt: 'select_account' });
    expect((await userSession.callApi('profile')).text).toContain('Adele Vance');
  });

  test('a sign-out is one at the broker too', async () => {
    const { userSession, plugin } = sessionWith({});
    await userSession.signIn();
    await userSession.signOut(false);
    expect(plugin.calls.map(({ call }) => call)).toContain('signOut');
  });

  test('a user’s no is final', async () => {
    const { userSession, links } = sessionWith({ interactive: 'cancelled' });
    await expect(userSession.signIn()).rejects.toThrow(/cancel/i);
    expect(links).toEqual([]);
  });

  test('its failure leads on to the browser', async () => {
    const { userSession, links } = sessionWith({ users: [], interactive: 'fails' });
    const { accounts } = await userSession.signIn();
    expect(accounts.map(({ username }) => username)).toEqual([ADELE]);
    expect(links).toHaveLength(1);
  });
});
