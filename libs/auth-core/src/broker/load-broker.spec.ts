import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { acquireTokenByBroker } from './acquire-token-by-broker.ts';
import { brokerChoice, createBrokerClient, whyNoBroker } from './create-broker-client.ts';
import { type BrokerPackage, loadBroker, type LoadBrokerOptions } from './load-broker.ts';
import { BrokerStandIn } from './testing/broker-stand-in.ts';

const authority = 'https://login.microsoftonline.com/contoso.example';
const windows = { platform: 'win32' as const, arch: 'x64' };
const linux = { platform: 'linux' as const, arch: 'x64' };

/** A package whose plugin is the stand-in. */
const load = (available = true) => ({
  NativeBrokerPlugin: class extends BrokerStandIn {
    constructor() {
      super({ users: [], available });
    }
  },
});
const fails = (message: string, code?: string) => () => {
  throw Object.assign(new Error(message), { code });
};

/** A package whose plugin cannot even be asked. */
const unreadable = () => ({
  NativeBrokerPlugin: class extends BrokerStandIn {
    constructor() {
      super({ users: [] });
    }
    override get isBrokerAvailable(): boolean {
      throw new Error('no runtime');
    }
  },
});

describe('why a broker is missing is said in plain words', () => {
  test.each<[string, Partial<LoadBrokerOptions>, RegExp]>([
    ['disabled', { disabled: 'disabled by --no-broker' }, /^disabled by --no-broker$/],
    ['platform', { machine: { platform: 'freebsd', arch: 'x64' } }, /no broker for freebsd on x64/],
    ['platform', { machine: { platform: 'linux', arch: 'arm64' } }, /no broker for linux on arm64/],
    [
      'library-missing',
      {
        load: fails("Cannot find module '@azure/msal-node-extensions'", 'MODULE_NOT_FOUND'),
      },
      /@azure\/msal-node-extensions is not installed/,
    ],
    [
      'library-missing',
      { load: fails('Failed to load keytar native addon') },
      /does not load on this system/,
    ],
    [
      'library-missing',
      {
        load: () => {
          throw Object.assign(new Error(), { message: 42 });
        },
      },
      /does not load on this system/,
    ],
    ['runtime-missing', { load: unreadable, machine: linux }, /runtime does not start/],
    ['authority', { authority: 'nonsense' }, /authorities only, and not nonsense/],
    ['runtime-missing', { load: () => load(false), machine: linux }, /runtime does not start/],
    [
      'authority',
      { authority: 'https://localhost:1/t' },
      /authorities only, and not https:\/\/loc/,
    ],
  ])('%s: %j', (obstacle, options, reason) => {
    const found = loadBroker({ authority, load, machine: windows, ...options });
    expect(found).toEqual({ obstacle, reason: expect.stringMatching(reason) });
  });

  test('and where nothing stands in the way there is one, for other authorities by force', () => {
    const force = { authority: 'https://localhost:1/t', force: true };
    for (const options of [{}, force])
      expect(loadBroker({ authority, load, machine: windows, ...options }).plugin).toBeDefined();
  });
});

describe('a client without a broker', () => {
  const options = { clientId: '00001111-aaaa-2222-bbbb-3333cccc4444', authority };

  test('says why, and its broker flow leads on', async () => {
    const broker = loadBroker({ authority, disabled: 'disabled by the test' });
    const lines: string[] = [];
    const client = createBrokerClient({ ...options, broker, log: (line) => void lines.push(line) });
    expect(whyNoBroker(client)).toBe('disabled by the test');
    expect(lines).toContain('broker  not used: disabled by the test');
    expect(brokerChoice(client, { force: true })).toMatchObject({
      usable: false,
      reason: 'disabled by the test',
    });
    await expect(acquireTokenByBroker(client, { scopes: ['User.Read'] })).rejects.toMatchObject({
      errorCode: 'broker_unavailable',
      message: 'disabled by the test',
    });
  });

  test('is also one whose broker cannot be started', () => {
    const plugin = new BrokerStandIn({ users: [] });
    plugin.setLogger = fails('no logger');
    const client = createBrokerClient({ ...options, broker: { plugin } });
    expect(whyNoBroker(client)).toBe('its runtime could not be started (Error: no logger)');
  });

  test('is also one whose plugin cannot even be asked', () => {
    const plugin = new (unreadable().NativeBrokerPlugin)();
    const client = createBrokerClient({ ...options, broker: { plugin } });
    expect(whyNoBroker(client)).toBe('its runtime does not start here');
  });

  test.each([0, Number.NaN, -1])('a timeout of %p s is refused', (user) => {
    const broker = loadBroker({ authority, disabled: 'x' });
    expect(() => createBrokerClient({ ...options, broker, timeouts: { user } })).toThrow(
      RangeError,
    );
  });
});

describe('brokerChoice', () => {
  const plugin = new BrokerStandIn({ users: [] });
  const client = createBrokerClient({ clientId: 'x', authority, broker: { plugin } });
  const machine = { platform: 'win32' as const, variables: { SSH_CONNECTION: '10.0.0.1 22' } };

  test('leaves a broker alone whose window no user would see, unless it is forced', () => {
    expect(brokerChoice(client, { machine })).toMatchObject({
      usable: false,
      reason: expect.stringMatching(/SSH/),
    });
    expect(brokerChoice(client, { machine, force: true }).usable).toBe(true);
    expect(brokerChoice(client, { machine: { ...machine, variables: {} } }).usable).toBe(true);
  });
});

// The real package, as far as it goes on a machine without a broker. It is optional: where it is not
// installed, that is what the loader has to say.
test('the real package is loaded, or its absence is the reason', () => {
  const found = loadBroker({ authority });
  let real: BrokerPackage | undefined;
  try {
    real = createRequire(import.meta.url)('@azure/msal-node-extensions') as BrokerPackage;
  } catch {
    // Not installed, or not for this system.
  }
  const available = real && new real.NativeBrokerPlugin().isBrokerAvailable;
  if (available) expect(found.plugin?.isBrokerAvailable).toBe(true);
  else expect(found.obstacle).toMatch(real ? /^runtime-missing$/ : /^(library-missing|platform)$/);
});
