// @requires chromium
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { useVisitor } from './visitor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const desktop = { width: 900, height: 800 };
const phone = { width: 360, height: 700 };

interface Found {
  violations: { id: string }[];
}

describe('every page, in light and dark colours, at a desk and on a phone', () => {
  const visitor = useVisitor({ viewport: desktop });
  const titles = new Set<string>();

  async function check(name: string | RegExp): Promise<void> {
    const { page } = visitor;
    await visitor.heading(name).waitFor();
    await page.evaluate(axe);
    await passes(name, '{}');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(phone);
    await passes(name, "{ runOnly: ['color-contrast', 'target-size'] }");
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(desktop);
    titles.add(await page.title());
  }

  async function passes(name: string | RegExp, rules: string): Promise<void> {
    const { violations } = await visitor.page.evaluate<Found>(`axe.run(${rules})`);
    expect({ name, found: violations.map(({ id }) => id) }).toEqual({ name, found: [] });
    const fits = 'document.documentElement.scrollWidth <= innerWidth';
    expect(await visitor.page.evaluate(fits)).toBe(true);
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
    expect(titles.size).toBe(13);
  });
});
