// @long walks in a browser the pages of failures, as sign-in.spec.ts those of success
// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { useVisitor } from './visitor.ts';

const visitor = useVisitor();

describe('what goes wrong has a page of its own', () => {
  test('an unknown code is said at the field, in words that it is tied to', async () => {
    await visitor.enterCode(await visitor.client.deviceCode(), 'WRONGWRNG');
    const said = visitor.page.getByRole('alert');
    await said.waitFor();
    const input = visitor.page.getByLabel('Code', { exact: true });
    const described = (await input.getAttribute('aria-describedby'))?.split(' ');
    expect(described).toContain(await said.getAttribute('id'));
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await visitor.page.title()).toMatch(/^Error: /);
  });

  test('an expired code', async () => {
    const code = await visitor.client.deviceCode();
    await visitor.emulator.control.advanceClock(901);
    await visitor.enterCode(code);
    await visitor.heading('The code has expired').waitFor();
  });

  test('a code that expires while its user signs in', async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.heading('Sign in').waitFor();
    await visitor.emulator.control.advanceClock(901);
    await visitor.enter('User name', 'adele@contoso.example');
    await visitor.heading('The code has expired').waitFor();
  });

  test('a code that was used', async () => {
    await visitor.emulator.control.user({ does: 'approve' });
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.heading('The code was already used').waitFor();
  });

  test('a wrong password: AADSTS50126, and ten of them lock the account for a minute', async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.signIn('adele@contoso.example', 'wrong');
    await visitor.page.getByText('AADSTS50126').waitFor();
    for (let more = 0; more < 10; more += 1) {
      await Promise.all([visitor.page.waitForEvent('load'), visitor.enter('Password', 'wrong')]);
    }
    await visitor.page.getByText('The account is locked').waitFor();
    await visitor.emulator.control.advanceClock(61);
    await visitor.enter('Password', 'Password-of-Adele-1');
    await visitor.heading(/Are you trying/).waitFor();
  });

  test('a disabled account: AADSTS50057, and the code is still good for another one', async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.signIn('dora@contoso.example', 'Password-of-Dora-1');
    await visitor.heading('This account is disabled').waitFor();
    await visitor.page.getByText('AADSTS50057').waitFor();
    await visitor.page.getByRole('link', { name: 'Use another account' }).click();
    await visitor.signIn('adele@contoso.example', 'Password-of-Adele-1');
    await visitor.heading(/Are you trying/).waitFor();
  });

  test('guesses of codes are limited', async () => {
    const code = await visitor.client.deviceCode();
    await visitor.page.goto(code.verification_uri);
    for (let guess = 0; guess < 10; guess += 1) {
      await visitor.enter('Code', `GUESS${guess}`);
      await visitor.page.getByRole('alert').waitFor();
    }
    await visitor.enterCode(code);
    await visitor.page.getByText('Too many wrong codes').waitFor();
  });
});
