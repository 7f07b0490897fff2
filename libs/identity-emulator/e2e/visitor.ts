import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startIdentityEmulator, type IdentityEmulator } from '../src/index.ts';
import {
  emulatorClient,
  type EmulatorClient,
  type IssuedCode,
} from '../src/testing/emulator-client.ts';

const executablePath = process.env['CHROMIUM'] || 'chromium'; // set by jest.e2e.config.js
const quiet = ['background-networking', 'component-update', 'sync', 'quic'];
const args = ['--no-sandbox', '--no-first-run', ...quiet.map((name) => `--disable-${name}`)];

/**
 * A user at a browser, in front of an emulator of their own. Each test has a new emulator and no
 * cookies; browser and page are one a file, as they take longer to start than most tests to run.
 */
export class Visitor {
  browser!: Browser;
  emulator!: IdentityEmulator;
  client!: EmulatorClient;
  context!: BrowserContext;
  page!: Page;

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  press(name: string | RegExp) {
    return this.page.getByRole('button', { name }).click();
  }

  async enter(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
    // The next step is a new page; going elsewhere before it came would cut it off.
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  /** @param label - of the field, in the language of the page */
  async enterCode(code: IssuedCode, typed = code.user_code, label = 'Code'): Promise<void> {
    await this.page.goto(code.verification_uri);
    await this.enter(label, typed);
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.heading('Sign in').waitFor();
    await this.enter('User name', username);
    await this.heading('Enter the password').waitFor();
    await this.enter('Password', password);
  }

  /** The same for an app that sent the browser; a device flow does not ask about staying. */
  async signInForApp(username: string, password: string, staying = 'No'): Promise<void> {
    await this.signIn(username, password);
    await this.heading('Stay signed in?').waitFor();
    await this.press(staying);
  }

  /** The answer to the device's poll. */
  async poll({ device_code }: IssuedCode) {
    return (await this.client.poll(device_code)).json;
  }
}

/** @param options of the browser context: viewport, color scheme */
export function useVisitor(options = {}): Visitor {
  const visitor = new Visitor();
  beforeAll(async () => {
    visitor.browser = await chromium.launch({ executablePath, args });
    visitor.context = await visitor.browser.newContext({ bypassCSP: true, ...options }); // for axe
    visitor.page = await visitor.context.newPage();
  });
  beforeEach(async () => {
    visitor.emulator = await startIdentityEmulator({ deviceCode: { interval: 0 } });
    visitor.client = emulatorClient(visitor.emulator);
    await visitor.context.clearCookies();
  });
  afterEach(() => visitor.emulator.close());
  afterAll(() => visitor.browser.close());
  return visitor;
}
