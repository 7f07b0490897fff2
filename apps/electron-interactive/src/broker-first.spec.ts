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
import { createDesk } from './desk.ts';

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

/** The app's desk over a stand-in for the system's broker; see its list of what it cannot witness. */
function deskWith(script: Partial<BrokerScript>) {
  const plugin = new BrokerStandIn({ users: [adele], ...script });
  const client = createBrokerClient({ ...config(), broker: { plugin } });
  const links: string[] = [];
  const openBrowser = async (link: string) => {
    links.push(link);
    void followSignIn(link);
  };
  const desk = createDesk({
    ...{ client, graph: emulator.graph, cache: { text: '' } },
    askPerson: brokerFirst(client, {
      browser: { openBrowser },
      windowHandle: () => handle,
      force: true, // this machine may have no screen
    }),
    openSignOutPage: async () => undefined,
    onState: () => undefined,
    onSignedIn: () => undefined,
  });
  return { desk, plugin, links };
}

describe('where the system has a broker', () => {
  test('it signs the user in, over the app’s window, and no browser opens', async () => {
    const { desk, plugin, links } = deskWith({});
    const { accounts } = await desk.signIn();
    expect([accounts.map(({ username }) => username), links]).toEqual([[ADELE], []]);
    const asked = plugin.calls.find(({ call }) => call === 'acquireTokenInteractive');
    expect(asked?.windowHandle).toBe('00aa');
    expect(asked?.request).toMatchObject({ prompt: 'select_account' });
    expect((await desk.callApi('profile')).text).toContain('Adele Vance');
  });

  test('a sign-out is one at the broker too', async () => {
    const { desk, plugin } = deskWith({});
    await desk.signIn();
    await desk.signOut(false);
    expect(plugin.calls.map(({ call }) => call)).toContain('signOut');
  });

  test('a user’s no is final', async () => {
    const { desk, links } = deskWith({ interactive: 'cancelled' });
    await expect(desk.signIn()).rejects.toThrow(/cancel/i);
    expect(links).toEqual([]);
  });

  test('its failure leads on to the browser', async () => {
    const { desk, links } = deskWith({ users: [], interactive: 'fails' });
    const { accounts } = await desk.signIn();
    expect(accounts.map(({ username }) => username)).toEqual([ADELE]);
    expect(links).toHaveLength(1);
  });
});
