import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProxyError, proxyFor } from './proxy-for.ts';

const target = new URL('https://login.microsoftonline.com/tenant');
const to = (url: string) => new URL(url);

describe('proxyFor', () => {
  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: 'http://p:1' }, ['http://p:1/', 'HTTPS_PROXY']],
    [{ https_proxy: 'http://p:1' }, ['http://p:1/', 'https_proxy']],
    [{ https_proxy: 'http://low', HTTPS_PROXY: 'http://up' }, ['http://low/', 'https_proxy']],
    [{ HTTPS_PROXY: ' ', ALL_PROXY: 'http://all' }, ['http://all/', 'ALL_PROXY']],
    [{ HTTPS_PROXY: 'http://p', ALL_PROXY: 'http://all' }, ['http://p/', 'HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'p.example:8080' }, ['http://p.example:8080/', 'HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'https://p' }, ['https://p/', 'HTTPS_PROXY']],
    [{ HTTP_PROXY: 'http://p' }, undefined],
  ])('%j means %j', (environment, expected) => {
    const proxy = proxyFor(target, { environment });
    expect(proxy && [proxy.url.href, proxy.variable]).toEqual(expected);
  });

  test.each([
    ['*', 'https://login.example'],
    ['a.example, login.example', 'https://login.example'],
    ['a.example login.example', 'https://login.example'],
    ['EXAMPLE', 'https://login.example'],
    ['.login.example', 'https://login.example'],
    ['.example', 'https://login.example'],
    ['*.example', 'https://login.example'],
    ['example.', 'https://login.example'],
    ['login.example', 'https://login.example.'],
    ['login.example:443', 'https://login.example'],
    ['login.example:8443', 'https://login.example:8443'],
    ['192.0.2.7', 'https://192.0.2.7'],
    ['192.0.2.0/24', 'https://192.0.2.7'],
    ['[2001:db8::1]', 'https://[2001:db8::1]'],
    ['2001:db8:0:0:0:0:0:1', 'https://[2001:db8::1]'],
    ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
    ['2001:db8::/32', 'https://[2001:db8::1]'],
  ])('NO_PROXY=%s goes directly to %s', (exceptions, url) => {
    const environment = { HTTPS_PROXY: 'http://p' };
    expect(proxyFor(to(url), { environment })).toBeDefined();
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const excepted = { ...environment, [name]: exceptions };
      expect(proxyFor(to(url), { environment: excepted })).toBeUndefined();
    }
  });

  test.each([
    ['login.example', 'https://evil-login.example'],
    ['login.example', 'https://login.example.evil.example'],
    ['login.example:8443', 'https://login.example'],
    ['login.example:443', 'https://login.example:8443'],
    ['.', 'https://login.example'],
    ['192.0.2.0/24', 'https://192.0.3.7'],
    ['192.0.2.0/33', 'https://192.0.2.7'],
    ['192.0.2.0/x', 'https://192.0.2.7'],
    ['2001:db8::/32', 'https://192.0.2.7'],
    ['2', 'https://192.0.2.2'],
    ['', 'https://login.example'],
  ])('NO_PROXY=%s leaves %s to the proxy', (exceptions, url) => {
    const environment = { HTTPS_PROXY: 'http://p', NO_PROXY: exceptions };
    expect(proxyFor(to(url), { environment })).toBeDefined();
  });

  test.each(['https://localhost:1', 'https://a.localhost', 'https://127.9.9.9', 'https://[::1]:1'])(
    '%s needs no proxy unless it is asked for',
    (url) => {
      const environment = { HTTPS_PROXY: 'http://p' };
      expect(proxyFor(to(url), { environment })).toBeUndefined();
      expect(proxyFor(to(url), { environment, loopback: true })).toBeDefined();
    },
  );

  test.each(['http://localhost.evil.example', 'https://127.0.0.1.evil.example'])(
    '%s only looks like this machine',
    (url) => expect(proxyFor(to(url), { environment: { ALL_PROXY: 'http://p' } })).toBeDefined(),
  );

  test.each([
    'socks5://u:s3cr3t@p:1080',
    'http://u:s3cr3t@',
    'http://u:s3cr3t@p:99999',
    'a b:s3cr3t',
    'http://CORP\\u:s3cr3t@p:1',
    'CORP\\u:s3cr3t@p:1',
    'http://u:1/s3cr3t@p:1',
    'http://u:1#s3cr3t@p:1',
    'http://u:1?s3cr3t@p:1',
    'http://u:s3cr3t\n@p:1',
    '"http://u:s3cr3t@p:1"',
    "'http://u:s3cr3t@p:1",
    'http:/u:s3cr3t@p:1',
    'http:p',
    'http://u:s3cr3t@p:0',
    's3cr3t://p',
    'http//u:s3cr3t@p:1',
    'http://http://u:s3cr3t@p:1',
    'https://http//p:1',
    '$HTTP_PROXY',
    '${HTTP_PROXY}',
    '0',
  ])('a value that names no proxy is told by its variable, never by itself: %s', (value) => {
    const read = () => proxyFor(target, { environment: { HTTPS_PROXY: value } });
    expect(read).toThrow(ProxyError);
    expect(read).toThrow(/^HTTPS_PROXY holds a value (?!.*s3cr3t).* http:\/\/host:port$/);
  });

  test.each([
    ['socks5://u:s3cr3t@p:1080', 'scheme'],
    ['SOCKS5H://p', 'scheme'],
    ['http://CORP\\u:s3cr3t@p:1', 'encoding'],
    ['http://u:s3/cr3t@p:1', 'encoding'],
    ['"http://p:1"', 'quotes'],
    ['http://p:99999', undefined],
  ])('%s tells why: %s', (value, reason) => {
    const read = () => proxyFor(target, { environment: { HTTPS_PROXY: value } });
    expect(read).toThrow(expect.objectContaining({ code: 'ERR_PROXY_SETTING' }));
    try {
      read();
    } catch (error) {
      expect((error as ProxyError).reason).toBe(reason);
    }
  });

  test.each(['http://u:p@w@p:1', 'http://u%5Cv:p%2Fw@p:1', 'http://p:1/', 'HTTP://p:1', 'http:81'])(
    '%s is an address',
    (value) => {
      const proxy = proxyFor(target, { environment: { HTTPS_PROXY: value } });
      expect(proxy?.url.hostname).toMatch(/^(?:p|http)$/);
    },
  );

  test('takes any text in the variables, or refuses it as a setting', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, exceptions) => {
        try {
          proxyFor(target, { environment: { HTTPS_PROXY: value, NO_PROXY: exceptions } });
        } catch (error) {
          expect(error).toMatchObject({ code: 'ERR_PROXY_SETTING', variable: 'HTTPS_PROXY' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
