import { expect, test } from '@jest/globals';
import { emulator, openTerminal, place, useSample } from '@entra-flows/sample-testing';

const ADELE = 'adele@contoso.example';
useSample('cli-device-code-steps', { deviceCode: { interval: 0.1 } });

const approve = () => emulator.control.user({ does: 'approve', as: ADELE });
const polls = async () =>
  (await emulator.control.exchanges()).filter(({ grantType }) =>
    /device_code/.test(grantType ?? ''),
  ).length;

test('without a keyboard polls at the pace of the authority, and is silent the next time', async () => {
  await approve();
  const { code, out, err } = await place.run().ended;
  expect([code, out]).toEqual([0, expect.stringContaining(`${ADELE} (token from the authority`)]);
  expect(out).toContain('Microsoft Graph says: ');
  const [, link = '', userCode = ''] = /Link +(\S+)\s+Code +(\S+)/.exec(err) ?? [];
  for (const fact of [link, userCode]) expect(err.split(fact)).toHaveLength(2);
  expect(err).toContain('asks every 1 s');
  expect(await place.run().ended).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(`${ADELE} (token from the cache`),
  });
});

test('on a terminal polls when Enter is pressed, once each time, and never before its time', async () => {
  const before = await polls();
  const terminal = openTerminal(place);
  await terminal.shows(/Press Enter after you have signed in/);
  terminal.type('\r');
  await terminal.shows(/Not signed in yet/);
  expect((await polls()) - before).toBe(1);
  await approve();
  await new Promise((next) => setTimeout(next, 150));
  expect((await polls()) - before).toBe(1);
  terminal.type('\r');
  await terminal.shows(/token from the authority/);
  expect(await terminal.ended).toBe(0);
  expect((await polls()) - before).toBe(2);
});

test('c and Enter copies the code, and asks for no poll', async () => {
  const before = await polls();
  const env = { DISPLAY: '', WAYLAND_DISPLAY: '', TERM: 'xterm' };
  const terminal = openTerminal(place, [], 80, env);
  const [, code = ''] = await terminal.shows(/Code +(\w+)[^]*c and Enter/);
  expect(terminal.screen().split(code)).toHaveLength(2);
  terminal.type('c\r');
  await terminal.shows(/The code went to the clipboard of your terminal/);
  expect(terminal.screen()).toContain(`]52;c;${Buffer.from(code).toString('base64')}`);
  expect((await polls()) - before).toBe(0);
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(130);
});

test('Ctrl-C at the prompt ends it with 130', async () => {
  const terminal = openTerminal(place);
  await terminal.shows(/Press Enter/);
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(130);
});

test('a user who does not come within --timeout ends it', async () => {
  const { code, err } = await place.run(['--timeout', '1']).ended;
  expect([code, err]).toEqual([1, expect.stringContaining('user_timeout_reached')]);
});

test('a code that ran out while the user was away is said to be so', async () => {
  await emulator.control.fault({ at: 'devicecode', answer: { merge: { expires_in: 1 } } });
  const { code, err } = await place.run().ended;
  expect([code, err]).toEqual([1, expect.stringContaining('device_code_expired')]);
});

test('a declined sign-in ends with its own diagnosis', async () => {
  await emulator.control.user({ does: 'decline', as: ADELE });
  const { code, err } = await place.run().ended;
  expect([code, err]).toEqual([1, expect.stringMatching(/declined/)]);
});
