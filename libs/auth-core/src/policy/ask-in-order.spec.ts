import { type AuthenticationResult, ServerError } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { acquireTokenByDeviceCode } from '../device-code/acquire-token-by-device-code.ts';
import { acquireTokenInteractive } from '../interactive/acquire-token-interactive.ts';
import { clientOf, failureOf } from '../interactive/testing/interactive-flow.ts';
import { acquireToken } from './acquire-token.ts';
import { askInOrder, type FlowStep } from './ask-in-order.ts';
import { type AskingFlow, chooseFlow, type FlowChoice } from './choose-flow.ts';

let emulator: IdentityEmulator;
let steps: FlowStep[];
beforeEach(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0.05 } });
  await emulator.control.user({ does: 'approve' });
  steps = [];
});
afterEach(() => emulator.close());

const told = () => steps.map(({ flow, step }) => `${flow} ${step}`);
const usable = (...flows: AskingFlow[]): FlowChoice[] =>
  flows.map((flow) => ({ flow, usable: true, reason: 'the test says so' }));

/** The real flows against the emulator, with a browser that opens or does not. */
function signIn(choices: readonly FlowChoice[] | undefined, openBrowser = opens) {
  const client = clientOf(emulator);
  const askUser = askInOrder({
    choices,
    onStep: (step) => void steps.push(step),
    flows: {
      interactive: (request) => acquireTokenInteractive(client, { ...request, openBrowser }),
      'device-code': (request) =>
        acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: () => undefined }),
    },
  });
  return acquireToken(client, { scopes: ['User.Read'] }, askUser);
}

const opens = (url: string): void => void followSignIn(url);
const fails = (): void => {
  throw new Error('no xdg-open');
};
const block = (grant: string) =>
  emulator.control.fault({ at: 'token', grant, answer: { aadsts: 'AADSTS53003' } });

describe('askInOrder', () => {
  test('goes on with a device code when the browser does not open', async () => {
    await signIn(usable('interactive', 'device-code'), fails);
    expect(told()).toEqual(['interactive tried', 'interactive failed', 'device-code tried']);
    expect(steps[1]).toMatchObject({
      diagnosis: { code: 'browser_not_opened' },
      next: 'device-code',
    });
  });

  test('AADSTS53003 on a device code goes on with the browser, where there is one', async () => {
    await block('device_code');
    const { account } = await signIn(usable('device-code', 'interactive'));
    expect(account?.username).toBe('adele@contoso.example');
    expect(told()).toEqual(['device-code tried', 'device-code failed', 'interactive tried']);
  });

  test('AADSTS53003 in the browser goes on with a device code', async () => {
    await block('authorization_code');
    await signIn(usable('interactive', 'device-code'));
    expect(told()).toEqual(['interactive tried', 'interactive failed', 'device-code tried']);
  });

  test('tries each flow once, and throws the last error when all are blocked', async () => {
    await block('authorization_code');
    await block('device_code');
    const error = await failureOf(signIn(usable('device-code', 'interactive')));
    expect(error).toMatchObject({ errorMessage: expect.stringContaining('AADSTS53003') });
    expect(told()).toEqual([
      'device-code tried',
      'device-code failed',
      'interactive tried',
      'interactive failed',
    ]);
  });

  test('AADSTS53003 on a device code is the end where no browser is', async () => {
    await block('device_code');
    const choices = chooseFlow({ platform: 'linux', variables: { SSH_CONNECTION: 'a' } });
    await failureOf(signIn(choices));
    expect(told()).toEqual([
      'broker skipped',
      'interactive skipped',
      'device-code tried',
      'device-code failed',
    ]);
    expect(steps[1]).toMatchObject({ reason: expect.stringContaining('SSH_CONNECTION') });
  });

  test('stops when the user cancels, and asks only once', async () => {
    await emulator.control.user({ does: 'decline' });
    await failureOf(signIn(usable('interactive', 'device-code')));
    expect(told()).toEqual(['interactive tried', 'interactive failed']);
    expect(steps[1]).toMatchObject({ diagnosis: { category: 'user.cancelled' } });
    expect(steps[1]).not.toHaveProperty('next');
  });

  test('stops at an error that no other flow can mend', async () => {
    await emulator.control.fault({ at: 'token', answer: { aadsts: 'AADSTS50057' } });
    await failureOf(signIn(usable('interactive', 'device-code')));
    expect(told()).toEqual(['interactive tried', 'interactive failed']);
  });

  test('stops when the caller has gone, though the error names another flow', async () => {
    const abort = new AbortController();
    const ask = askInOrder({
      choices: usable('interactive', 'device-code'),
      flows: {
        interactive: async () => {
          abort.abort();
          throw new AuthCoreError('browser_not_opened', 'x');
        },
        'device-code': async () => {
          throw new Error('was asked');
        },
      },
    });
    const error = await failureOf(ask({ scopes: ['User.Read'], signal: abort.signal }));
    expect(error).toMatchObject({ errorCode: 'browser_not_opened' });
  });

  test('stops at a failure that the program does not want to go on after', async () => {
    const asked: string[] = [];
    const ask = askInOrder({
      choices: usable('interactive', 'device-code'),
      goesOn: ({ code }) => code !== 'browser_not_opened',
      flows: {
        interactive: async () => {
          throw new AuthCoreError('browser_not_opened', 'x');
        },
        'device-code': async () => (asked.push('device-code'), null),
      },
    });
    const error = await failureOf(ask({ scopes: ['User.Read'] }));
    expect([error, asked]).toMatchObject([{ errorCode: 'browser_not_opened' }, []]);
  });

  test('takes the flow that the diagnosis names before the next in order', async () => {
    const blocked = new ServerError('access_denied', '', 'AADSTS53003: Blocked.');
    const asked: string[] = [];
    const flow = (name: AskingFlow) => async (): Promise<AuthenticationResult | null> => {
      asked.push(name);
      if (name === 'broker') return null;
      throw blocked;
    };
    const flows = {
      broker: flow('broker'),
      interactive: flow('interactive'),
      'device-code': flow('device-code'),
    };
    const choices = usable('interactive', 'device-code', 'broker');
    await askInOrder({ choices, flows })({ scopes: ['User.Read'] });
    expect(asked).toEqual(['interactive', 'broker']);
  });

  test('after a broker only its own failure leads on, whatever flow the diagnosis names', async () => {
    const failWith = async (errorCode: string) => {
      const asked: AskingFlow[] = [];
      const ask = askInOrder({
        choices: usable('broker', 'interactive'),
        flows: {
          broker: () => Promise.reject(Object.assign(new Error(errorCode), { errorCode })),
          interactive: async () => (asked.push('interactive'), null),
        },
      });
      await ask({ scopes: ['User.Read'] }).catch(() => undefined);
      return asked;
    };
    expect(await failWith('ui_not_allowed')).toEqual([]);
    expect(await failWith('platform_broker_error')).toEqual(['interactive']);
  });

  test('each flow gets a request of its own, since MSAL writes into it', async () => {
    const seen: string[][] = [];
    const spoil = async ({ scopes }: { scopes: string[] }): Promise<never> => {
      seen.push([...scopes]);
      scopes.push('openid');
      throw new AuthCoreError('browser_not_opened', 'x');
    };
    const ask = askInOrder({
      choices: usable('interactive', 'device-code'),
      flows: { interactive: spoil, 'device-code': spoil },
    });
    await failureOf(ask({ scopes: ['User.Read'] }));
    expect(seen).toEqual([['User.Read'], ['User.Read']]);
  });

  test('a flow that is listed twice is tried once, and a name that no flow has is skipped', async () => {
    const blocked = new ServerError('access_denied', '', 'AADSTS53003: Blocked.');
    const asked: string[] = [];
    const refuse = (name: string) => async (): Promise<never> => {
      asked.push(name);
      throw blocked;
    };
    const choices = usable(
      'constructor' as AskingFlow,
      'interactive',
      'interactive',
      'device-code',
    );
    const flows = { interactive: refuse('interactive'), 'device-code': refuse('device-code') };
    const ask = askInOrder({ choices, flows, onStep: (step) => void steps.push(step) });
    expect(await failureOf(ask({ scopes: ['User.Read'] }))).toBe(blocked);
    expect(asked).toEqual(['interactive', 'device-code']);
    expect(steps[0]).toMatchObject({ flow: 'constructor', step: 'skipped' });
  });

  test('says so when the program has no flow that works here', async () => {
    const ask = askInOrder({ flows: {}, onStep: (step) => void steps.push(step) });
    expect(await failureOf(ask({ scopes: ['User.Read'] }))).toMatchObject({ errorCode: 'no_flow' });
    expect(told().sort()).toEqual(['broker skipped', 'device-code skipped', 'interactive skipped']);
  });
});
