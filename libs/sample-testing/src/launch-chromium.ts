import type { Browser, LaunchOptions } from 'playwright-core';

/** Starts a real browser that makes no requests by itself; each context has its own profile. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  // Takes long to load, and most who import this library open no browser.
  const { chromium } = await import('playwright-core');
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
