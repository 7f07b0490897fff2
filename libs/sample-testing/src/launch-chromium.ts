import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** A real browser that calls nobody by itself, with a profile of its own for each context. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] || 'chromium', // set by jest.e2e.config.js
    ...options,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
}
