// @long looks at the page in every state, language, width and colour
// @requires chromium
import { expect, test } from '@jest/globals';
import { pageFaults } from '@entra-flows/sample-testing';
import { browser, built, emulator } from '../testing/use-page.ts';
import { ADELE, approve, useVisit } from '../testing/use-visit.ts';

useVisit();

test.each([
  ['en-US', 'Sign in', 'Place an order', 'There is nothing to do here'],
  ['ko-KR', '로그인', '주문하기', '여기서는 할 일이 없습니다'],
])('is good in each state, in %s', async (locale, signIn, order, nothing) => {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  const faults: Record<string, string[]> = {};
  const look = async (state: string) => {
    expect(await page.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
    faults[state] = await pageFaults(page);
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(built.url);
  await look('signed out');
  await emulator.control.fault({ at: 'token', times: 1, answer: { aadsts: 'AADSTS53003' } });
  await approve();
  await press(signIn);
  await page.locator('#problem').getByText('AADSTS53003').waitFor();
  await look('refused');
  expect(await page.locator('#problem').innerText()).toMatch(/\n(Next|할 일): /);
  expect(await page.locator('#problem').innerText()).not.toMatch(/Another way|다른 방법/);
  await press(signIn);
  await page.getByText(`${ADELE}: `).first().waitFor();
  expect(await page.locator('#token').innerText()).toMatch(/ \d{2}:\d{2} UTC/);
  await look('signed in');
  await press(order);
  await page.getByText('HTTP 201').waitFor();
  await look('answered');
  await page.goto(`${built.url}redirect.html`);
  await page.getByText(nothing).waitFor();
  expect(await page.title()).toContain(nothing);
  await look('where a sign-in comes back to');
  expect(faults).toEqual(Object.fromEntries(Object.keys(faults).map((state) => [state, []])));
  await context.close();
});
