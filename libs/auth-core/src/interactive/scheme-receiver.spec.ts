import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { openSchemeReceiver } from './scheme-receiver.ts';
import { beginFlow, failureOf, stateOf } from './testing/interactive-flow.ts';

let emulator: IdentityEmulator;
let uri: string;
/** What the system would open the program with. */
let open: ((address: string) => void) | undefined;
const listen = (take: (address: string) => void) => {
  open = take;
  return () => (open = undefined);
};

beforeAll(async () => {
  emulator = await startIdentityEmulator();
  uri = `msal${emulator.clientId}://auth`;
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

test('the address that the browser opens brings the code, and ends the listening', async () => {
  await emulator.control.user({ does: 'approve' });
  const { opened, result } = beginFlow(emulator, { redirect: { uri, listen } });
  const asked = await opened;
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    redirect_uri: uri,
    response_mode: 'query',
    code_challenge_method: 'S256',
  });
  const end = await followSignIn(asked.href);
  expect(end.url).toMatch(/^msal.*:\/\/auth\/?\?code=/);
  open?.(end.url);
  expect(await result).toMatchObject({ account: { username: 'adele@contoso.example' } });
  expect(open).toBeUndefined();
});

test('strangers who open the scheme end nothing', async () => {
  await emulator.control.user({ does: 'approve' });
  const { opened, result } = beginFlow(emulator, { redirect: { uri, listen } });
  const asked = await opened;
  const state = stateOf(asked);
  for (const address of [
    '',
    uri,
    `${uri}?code=x`,
    `${uri}?error=access_denied&state=made-up`,
    `${uri}?code=x&state=${state}&state=${state}`,
    `${uri}?state=${state}`,
    `${uri}.evil.example?code=x&state=${state}`,
    `msal00001111-aaaa-2222-bbbb-3333cccc4444://auth?code=x&state=${state}`,
    `http://localhost/?code=x&state=${state}`,
  ]) {
    open?.(address);
  }
  open?.((await followSignIn(asked.href)).url);
  expect(await result).toMatchObject({ account: { username: 'adele@contoso.example' } });
});

test('a user who declines is reported, and an abort ends the wait', async () => {
  await emulator.control.user({ does: 'decline' });
  const declined = beginFlow(emulator, { redirect: { uri, listen } });
  open?.((await followSignIn((await declined.opened).href)).url);
  expect(await failureOf(declined.result)).toMatchObject({ errorCode: 'access_denied' });

  const abort = new AbortController();
  const left = beginFlow(emulator, { redirect: { uri, listen }, signal: abort.signal });
  await left.opened;
  abort.abort();
  expect(await failureOf(left.result)).toMatchObject({ errorCode: 'user_canceled' });
  expect(open).toBeUndefined();
});

test('a program that cannot listen is told so at once: a promise that nothing waits for yet would end it', async () => {
  const reason = new Error('the scheme belongs to another program');
  const deaf = {
    uri,
    listen: (): never => {
      throw reason;
    },
  };
  const before = (await emulator.control.exchanges()).length;
  const { result } = beginFlow(emulator, { redirect: deaf });
  expect(await failureOf(result)).toBe(reason);
  expect(await emulator.control.exchanges()).toHaveLength(before);
  expect(() => openSchemeReceiver(deaf, 'state')).toThrow(reason);
});

test.each([
  ['redirect', 'msal://auth', 'an object with uri and listen'],
  ['redirect', { uri: 'msal://auth' }, ''],
])('refuses %s %j before a browser opens', async (name, wrong, what) => {
  const { result } = beginFlow(emulator, { [name]: wrong as never });
  expect(await failureOf(result)).toMatchObject({
    name: 'TypeError',
    message: expect.stringContaining(`${name} has to be ${what}`),
  });
});
