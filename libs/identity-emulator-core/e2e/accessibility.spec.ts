// @requires chromium
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { useVisitor } from './visitor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const desktop = { viewport: { width: 900, height: 800 } };

interface Found {
  violations: { id: string }[];
}

describe.each([
  ['light', desktop, '{}'],
  ['dark', { ...desktop, colorScheme: 'dark' }, "{ runOnly: ['color-contrast'] }"],
  ['on a phone', { viewport: { width: 360, height: 700 } }, "{ runOnly: ['target-size'] }"],
])('every page, %s', (_, options, rules) => {
  const visitor = useVisitor(options);
  const titles = new Set<string>();

  async function check(name: string | RegExp): Promise<void> {
    const { page } = visitor;
    await visitor.heading(name).waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate<Found>(`axe.run(${rules})`);
    expect({ name, found: violations.map(({ id }) => id) }).toEqual({ name, found: [] });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    titles.add(await page.title());
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
    await visitor.enterCode(code);
    await check('The code was already used');
    await page.goto(`${emulator.pages}/error?code=70016`);
    await check('AADSTS70016');
    await page.goto(`${emulator.pages}/nowhere`);
    await check('There is no such page');
    expect(titles.size).toBe(12);
  });
});
