import { describe, expect, test } from '@jest/globals';
import type { App } from './directory.ts';
import { isForPage, isPageOrigin, isRegistered } from './find-redirect-uri.ts';

const app: App = {
  clientId: '0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713',
  name: 'App',
  publicClient: true,
  signInAudience: 'this-tenant',
  redirectUris: [
    'https://app.example/cb',
    'https://app.example:8443/cb',
    'http://localhost/cb',
    'http://127.0.0.1',
    'msauth://app/cb',
  ],
  spaRedirectUris: ['http://localhost/page', 'https://spa.example'],
};

describe('a redirect URI that is registered', () => {
  test.each([
    'https://app.example/cb',
    'https://APP.example/cb',
    'https://app.example:8443/cb',
    'http://localhost:5000/cb',
    'http://LOCALHOST:1/cb',
    'http://127.0.0.1:65535',
    'http://127.0.0.1:65535/',
    'msauth://app/cb',
    'http://localhost:5000/page',
    'https://spa.example/',
  ])('%s', (address) => {
    expect(isRegistered(app, address)).toBe(true);
  });
});

describe('a redirect URI that is not', () => {
  test.each([
    ['another port, and no loopback', 'https://app.example:9443/cb'],
    ['another port of one that has a port', 'https://app.example:8444/cb'],
    ['another port of a scheme of the app', 'msauth://app:1/cb'],
    ['a port that hides a host', 'http://localhost:5000@evil.example/cb'],
    ['a host that begins as loopback', 'http://localhost.evil.example:5000/cb'],
    ['a host that ends as the app', 'https://evil-app.example/cb'],
    ['https on loopback', 'https://localhost:5000/cb'],
    ['another loopback name', 'http://[::1]:5000/cb'],
    ['a user name', 'https://user@app.example/cb'],
    ['a user name on loopback', 'http://user@localhost:5000/cb'],
    ['a password', 'http://:secret@localhost/cb'],
    ['an empty user name', 'http://@localhost/cb'],
    ['a fragment', 'https://app.example/cb#x'],
    ['an empty fragment', 'https://app.example/cb#'],
    ['a query', 'https://app.example/cb?x=1'],
    ['another path', 'https://app.example/cb/x'],
    ['a path that is mended', 'https://app.example/x/../cb'],
    ['another letter case of the path', 'https://app.example/CB'],
    ['a blank before', ' https://app.example/cb'],
    ['a port without digits', 'http://localhost:/cb'],
    ['a port that is none', 'http://localhost:99999/cb'],
    ['nothing', ''],
  ])('%s', (_, address) => {
    expect(isRegistered(app, address)).toBe(false);
  });

  test('a page off loopback does not match another port, nor its origin', () => {
    const directory = {
      tenants: [{ id: 't', name: 'T', domains: [], users: [], apps: [app] }],
      resources: [],
    };
    expect(isForPage(app, 'https://spa.example:8443')).toBe(false);
    expect(isPageOrigin(directory, 'https://spa.example:8443')).toBe(false);
    expect(isPageOrigin(directory, 'http://localhost:5000')).toBe(true);
    expect(isPageOrigin(directory, 'http://user@localhost:5000')).toBe(false);
    expect(isForPage(app, 'https://app.example/cb')).toBe(false);
  });
});

test.each([
  ['a user name', 'https://user@app.example/', 'https://user@APP.example/'],
  ['a password', 'https://:secret@app.example/', 'https://:secret@APP.example/'],
  ['a fragment', 'https://app.example/#x', 'https://APP.example/#x'],
])('RFC 6749 3.1.2: %s is compared to the letter, though it were registered', (_, one, asked) => {
  expect(isRegistered({ ...app, redirectUris: [one] }, asked)).toBe(false);
});

test('an app without addresses is answered nowhere', () => {
  const { redirectUris, spaRedirectUris, ...bare } = app;
  for (const address of [...(redirectUris ?? []), ...(spaRedirectUris ?? []), ''])
    expect(isRegistered(bare, address)).toBe(false);
});
