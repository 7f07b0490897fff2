// @long axe and pictures of the page; main.spec.ts shows what it says
// @requires chromium
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Browser, launchChromium, type Page, pageFaults } from '@entra-flows/sample-testing';
import { startStatusServer } from '../src/server/status-server.ts';
import { type ServiceStatus, serviceStatus } from '../src/service-status.ts';
import { openJournal } from '../src/journal.ts';

let browser: Browser;
let server: AsyncDisposable;
let status: ServiceStatus;
let address = '';
beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  status = serviceStatus();
  const stream = { write: (text: string) => (address = /http:\S+\//.exec(text)?.[0] ?? address) };
  server = await startStatusServer(
    { listen: '127.0.0.1', port: 0 },
    {
      journal: openJournal({ json: false }, stream),
      status,
    },
  );
});
afterEach(async () => server[Symbol.asyncDispose]());
afterAll(() => browser.close());

const showCode = (verificationUri: string, userCode = 'GPNPSNGJP') =>
  status.codeIsShown({
    userCode,
    verificationUri,
    expiresIn: 900,
    interval: 5,
    message: '',
  } as never);
const trouble = { code: 'no_network', text: 'What.\nWhy: x\nNext: y', nextTry: new Date() };

async function open(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ locale })).newPage();
  await page.clock.install();
  await page.goto(address);
  return page;
}

test.each(['en-US', 'ko-KR'])('is found good by axe in each state, in %s', async (locale) => {
  const page = await open(locale);
  const faults: string[] = [];
  for (const become of [
    () => undefined,
    () => showCode('https://login.example/device'),
    () => showCode('http://localhost:1/devicelogin', 'HJKLMNPQR'),
    () => status.failed(trouble),
    () => status.kept('no space left'),
    () => status.worked({ result: { account: { username: 'adele@contoso.example' } } as never }),
  ]) {
    become();
    await page.reload();
    expect(await page.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
    faults.push(...(await pageFaults(page)));
  }
  expect(faults).toEqual([]);
});

test('shows what has changed by itself, without loading the page again', async () => {
  const page = await open('en-US');
  await page.getByRole('heading', { name: 'Starting' }).waitFor();
  await page.evaluate('document.body.dataset.seen = "yes"');
  showCode('https://login.example/device');
  await page.clock.runFor(5_000);
  await page.getByText('GPNPSNGJP').waitFor();
  expect(await page.title()).toBe('Sign in for this device: GPNPSNGJP');
  expect(await page.evaluate('document.body.dataset.seen')).toBe('yes');
});

test('names a phone, and has a QR code, only where a phone can open the link', async () => {
  const page = await open('en-US');
  showCode('http://localhost:1/devicelogin');
  await page.reload();
  expect(await page.textContent('main')).not.toContain('phone');
  expect(await page.getByRole('img').count()).toBe(0);
  status.codeIsOver();
  status.failed(trouble);
  showCode('https://login.example/device');
  await page.reload();
  expect(await page.textContent('main')).toContain('on a phone or a computer');
  expect(await page.getByRole('img', { name: 'QR code of the link' }).count()).toBe(1);
});

test('works without scripts, by a link', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  showCode('https://login.example/device');
  await page.getByRole('link', { name: 'Show how it stands now' }).click();
  await page.getByText('GPNPSNGJP').waitFor();
});
