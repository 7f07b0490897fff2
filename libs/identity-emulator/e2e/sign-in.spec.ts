// @long all that a user can do at these pages; authorize.spec.ts shows some, and cli-device-code the code
// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { checkAccessibility } from './check-accessibility.ts';
import { useVisitor } from './visitor.ts';

const visitor = useVisitor();

test('the start page fits two screens, and passes axe', async () => {
  const { page, emulator } = visitor;
  await page.goto(emulator.pages);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(1600);
  await checkAccessibility(page);
});

test.each([360, 900, 1280])(
  'no name or password of the start page breaks at %i pixels',
  async (width) => {
    const { page, emulator } = visitor;
    await page.goto(emulator.pages);
    await page.setViewportSize({ width, height: 800 });
    const lines = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.cards code')].map((one) => one.getClientRects().length)`,
    );
    expect(new Set(lines)).toEqual(new Set([1]));
  },
);

test('a practice account is one click: name and password are filled in', async () => {
  const { page, client } = visitor;
  const code = await client.deviceCode();
  await visitor.enterCode(code);
  await visitor.press('Bruno Keller');
  await visitor.heading('Enter the password').waitFor();
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(
    'Password-of-Bruno-1',
  );
  await visitor.press('Sign in');
  await visitor.press('Continue');
  await visitor.heading('You are signed in').waitFor();
  expect(await visitor.poll(code)).toMatchObject({ token_type: 'Bearer' });
});

test('so is one whose password the AD FS asks for: the cursor is in that field', async () => {
  const { page, client } = visitor;
  const code = await client.deviceCode();
  await visitor.enterCode(code);
  await visitor.press('Frida Solberg');
  await visitor.heading('Sign in at adatum.example').waitFor();
  const password = page.getByLabel('Password', { exact: true });
  expect(await password.inputValue()).toBe('Password-of-Frida-1');
  expect(await password.evaluate('document.activeElement.id')).toBe('password');
  await visitor.press('Sign in');
  await visitor.press('Continue');
  await visitor.heading('You are signed in').waitFor();
  expect(await visitor.poll(code)).toMatchObject({ token_type: 'Bearer' });
});

test('each page that asks for a practice password shows it', async () => {
  const { page, client } = visitor;
  await visitor.enterCode(await client.deviceCode());
  await visitor.enter('User name', 'frida@adatum.example');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await visitor.press('Sign in');
  await page.getByRole('alert').waitFor();
  await page.getByText('Password-of-Frida-1').waitFor();
  await page.getByRole('link', { name: 'Fill it in' }).click();
  await visitor.press('Sign in');
  await visitor.heading(/Are you trying/).waitFor();
  await visitor.enterCode(await client.deviceCode());
  await visitor.press('Use another account');
  await visitor.press('Emil Hoffmann');
  await visitor.press('Sign in');
  await visitor.heading('Choose a new password').waitFor();
  await page.getByText('Password-of-Emil-1').waitFor();
});

test('the password page shows how to go on', async () => {
  const { page, client } = visitor;
  await visitor.enterCode(await client.deviceCode());
  await visitor.enter('User name', 'adele@contoso.example');
  await visitor.enter('Password', 'wrong');
  await page.getByRole('link', { name: 'Fill it in' }).click();
  await visitor.press('Sign in');
  await visitor.heading(/Are you trying/).waitFor();
});

describe('a user', () => {
  test('enters a code as users type, signs in, is asked, and the device gets tokens', async () => {
    const code = await visitor.client.deviceCode();
    const [a, b] = [code.user_code.slice(0, 4), code.user_code.slice(4)];
    await visitor.enterCode(code, ` ${a.toLowerCase()}-${b} `);
    await visitor.page.getByText('to continue to Entra Flows samples').waitFor();
    await visitor.page.getByText('Password-of-Adele-1').waitFor({ state: 'visible' });
    await visitor.signIn('Adele@Contoso.example', 'Password-of-Adele-1');
    await visitor.heading('Are you trying to sign in to Entra Flows samples?').waitFor();
    expect(await visitor.poll(code)).toMatchObject({ error: 'authorization_pending' });
    await visitor.press('Continue');
    await visitor.heading('You are signed in').waitFor();
    expect(await visitor.poll(code)).toHaveProperty('access_token');
  });

  test('who cancels is not signed in, and the device learns that', async () => {
    const code = await visitor.client.deviceCode();
    await visitor.enterCode(code);
    await visitor.signIn('adele@contoso.example', 'Password-of-Adele-1');
    await visitor.press('Cancel');
    await visitor.heading('You cancelled').waitFor();
    expect(await visitor.poll(code)).toMatchObject({ error: 'authorization_declined' });
  });

  test('who is remembered picks the account, without a password, and can sign out', async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.signIn('adele@contoso.example', 'Password-of-Adele-1');
    await visitor.press('Continue');
    await visitor.heading('You are signed in').waitFor();
    const second = await visitor.client.deviceCode();
    await visitor.enterCode(second);
    await visitor.heading('Pick an account').waitFor();
    await visitor.press(/Adele Vance/);
    await visitor.press('Continue');
    await visitor.heading('You are signed in').waitFor();
    expect(await visitor.poll(second)).toHaveProperty('access_token');
    await visitor.page.goto(visitor.emulator.pages);
    await visitor.press('Sign out of all');
    await visitor.page.getByText('Signed in with this browser').waitFor({ state: 'detached' });
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.heading('Sign in').waitFor();
  });

  test('who uses another account signs in with that one', async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.signIn('adele@contoso.example', 'Password-of-Adele-1');
    const second = await visitor.client.deviceCode();
    await visitor.enterCode(second);
    await visitor.press('Use another account');
    await visitor.signIn('bruno@contoso.example', 'Password-of-Bruno-1');
    await visitor.page.getByText('bruno@contoso.example').waitFor();
    await visitor.press('Continue');
    await visitor.heading('You are signed in').waitFor();
    const { access_token } = await visitor.poll(second);
    const me = await visitor.client.get(`${visitor.emulator.graph}/me`, {
      authorization: `Bearer ${String(access_token)}`,
    });
    expect(me.json).toMatchObject({ displayName: 'Bruno Keller' });
  });

  test('who follows the complete link still has to check the code', async () => {
    const code = await visitor.client.deviceCode();
    await visitor.page.goto(code.verification_uri_complete);
    await visitor.page.getByText('Check that this is the code on your device').waitFor();
    expect(await visitor.page.getByLabel('Code', { exact: true }).inputValue()).toBe(
      code.user_code,
    );
    await visitor.press('Next');
    await visitor.heading('Sign in').waitFor();
  });

  test('signs in with the keyboard alone', async () => {
    const code = await visitor.client.deviceCode();
    await visitor.page.goto(code.verification_uri);
    const type = async (text: string) => {
      await visitor.page.waitForFunction("document.activeElement.tagName === 'INPUT'");
      await visitor.page.keyboard.type(text);
      await visitor.page.keyboard.press('Enter');
    };
    await type(code.user_code);
    await visitor.heading('Sign in').waitFor();
    await type('adele@contoso.example');
    await visitor.heading('Enter the password').waitFor();
    await type('Password-of-Adele-1');
    await visitor.heading(/Are you trying/).waitFor();
    const focused = () => visitor.page.evaluate('document.activeElement.textContent.trim()');
    for (let presses = 0; presses < 5 && (await focused()) !== 'Continue'; presses += 1)
      await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    await visitor.heading('You are signed in').waitFor();
  });
});
