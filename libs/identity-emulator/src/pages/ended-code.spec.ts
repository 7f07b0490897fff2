import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startIdentityEmulator, type IdentityEmulator } from '../index.ts';
import { emulatorClient, type IssuedCode } from '../testing/emulator-client.ts';
import { PlainBrowser } from '../testing/plain-browser.ts';

let emulator: IdentityEmulator;
let browser: PlainBrowser;
let code: IssuedCode;
beforeAll(async () => {
  emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
});
beforeEach(async () => {
  browser = new PlainBrowser();
  code = await emulatorClient(emulator).deviceCode();
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const poll = async () => (await emulatorClient(emulator).poll(code.device_code)).json['error'];

async function typeCode() {
  await browser.open(code.verification_uri);
  return browser.send({ code: code.user_code });
}

test.each([
  ['device-code-blocked', 'No app waits for this code any more', 'AADSTS53003'],
  ['device-code-declined', 'No app waits for this code any more', 'AADSTS700171'],
  ['device-code-expired', 'The code has expired', 'AADSTS70020'],
] as const)('a code that %s has ended is not signed in with', async (scenario, title, number) => {
  await emulator.control.play(scenario);
  await poll();
  const { heading, body } = await typeCode();
  expect([heading, body.includes(number)]).toEqual([title, true]);
});

test('nor is one that ends while its user signs in', async () => {
  await typeCode();
  await emulator.control.play('device-code-blocked');
  await poll();
  const { heading } = await browser.send({ username: 'adele@contoso.example' });
  expect(heading).toBe('No app waits for this code any more');
  expect(browser.page.body).not.toContain('href="/devicelogin"');
});

test('nor does the last page say so, read again after the device was refused', async () => {
  await typeCode();
  await browser.signIn('adele');
  expect((await browser.send({ answer: 'continue' })).heading).toBe('You are signed in');
  await emulator.control.play('device-code-blocked');
  await poll();
  const { heading } = await browser.open(browser.page.url.href);
  expect(heading).toBe('No app waits for this code any more');
});

test.each(['slow-down', 'throttled', 'outage'] as const)(
  'the scenario %s ends no code: the device goes on',
  async (scenario) => {
    await emulator.control.play(scenario);
    await poll();
    await emulator.control.reset();
    await typeCode();
    expect((await browser.signIn('adele')).heading).toMatch(/^Are you trying/);
  },
);
