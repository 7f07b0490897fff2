// @long looks at every page in four ways
// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { checkAccessibility } from './check-accessibility.ts';
import { texts } from '../src/pages/texts/texts.ts';
import { useVisitor } from './visitor.ts';

describe('every page, in light and dark colours, at a desk and on a phone', () => {
  const visitor = useVisitor();
  const titles = new Set<string>();

  async function check(name: string | RegExp): Promise<void> {
    await visitor.heading(name).waitFor();
    await checkAccessibility(visitor.page);
    titles.add(await visitor.page.title());
  }

  test('passes axe, fits the width, and has a title of its own', async () => {
    const { page, client, emulator } = visitor;
    const code = await client.deviceCode();
    await page.goto(emulator.pages);
    await check('Practice signing in');
    await page.goto(code.verification_uri);
    await check('Enter the code');
    await visitor.enter('Code', 'WRONGWRNG');
    await page.getByRole('alert').waitFor();
    await check('Enter the code');
    await visitor.enterCode(code);
    await check('Sign in');
    await visitor.enter('User name', 'adele@contoso.example');
    await check('Enter the password');
    await visitor.enter('Password', 'Password-of-Adele-1');
    await check(/Are you trying/);
    await visitor.press('Cancel');
    await check('You cancelled');
    await visitor.enterCode(await client.deviceCode());
    await check('Pick an account');
    await visitor.press(/Adele/);
    await visitor.press('Continue');
    await check('You are signed in');
    await visitor.enterCode(await client.deviceCode());
    await visitor.press('Use another account');
    await visitor.enter('User name', 'frida@adatum.example');
    await check('Sign in at adatum.example');
    await page.getByLabel('Password').fill('Password-of-Frida-1');
    await visitor.press('Sign in'); // the page after it sends itself
    await visitor.heading(/Are you trying/).waitFor();
    await visitor.enterCode(code);
    await check('The code was already used');
    await page.goto(`${emulator.pages}/error?code=70016`);
    await check('AADSTS70016');
    await page.goto(`${emulator.pages}/nowhere`);
    await check('There is no such page');
    await page.getByRole('link', { name: 'Start page' }).click();
    await visitor.heading('Practice signing in').waitFor();
    expect(titles.size).toBe(13);
  });

  test('passes in Korean too', async () => {
    const { page, client, emulator } = visitor;
    const { enterCode, home, username, password, confirm, done, signedOut, problems } = texts.ko;
    await page.goto(`${emulator.pages}/?mkt=ko`);
    await check(home.title);
    await page.goto((await client.deviceCode()).verification_uri);
    await check(enterCode.title);
    await visitor.enterCode(await client.deviceCode(), undefined, enterCode.label);
    await check(username.title);
    await visitor.press(/Adele/);
    await check(password.title);
    await visitor.press(password.submit);
    await check(confirm.title('Entra Flows samples'));
    await visitor.press(confirm.go);
    await check(done.title);
    await page.goto(
      `${emulator.authority.replace(/^.*\//, `${emulator.pages}/`)}/oauth2/v2.0/logout`,
    );
    await check(signedOut.title);
    await page.goto(`${emulator.pages}/nowhere`);
    await check(problems.notFound.title);
    await page.goto(`${emulator.pages}/error?code=70016`);
    await check(/AADSTS70016/);
    await visitor.enterCode(await client.deviceCode(), 'WRONGWRNG', enterCode.label);
    await page.getByRole('alert').waitFor();
    await check(enterCode.title);
  });
});
