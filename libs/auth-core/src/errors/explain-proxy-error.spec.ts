import { describe, expect, test } from '@jest/globals';
import { ProxyError } from '../http/proxy-for.ts';
import { classifyAuthError } from './classify-auth-error.ts';
import { explainAuthError } from './explain-auth-error.ts';

const proxy = {
  url: new URL('http://ada:hunter2@proxy.example:8080'),
  variable: 'HTTPS_PROXY',
};
const behindMsal = (cause: unknown) => ({ errorCode: 'network_error', cause });
const english = (error: unknown) => explainAuthError(error, { language: 'en' });

describe('a proxy at fault', () => {
  test('that refuses is named with its port, the variable and its answer, never with its password', () => {
    const text = english(behindMsal(ProxyError.refused(proxy, 'login.example:443', 407)));
    expect(text).toMatch(/^The proxy refused\.\n/);
    expect(text).toContain('\nDetails: proxy.example:8080 (HTTPS_PROXY, HTTP 407)\n');
    expect(text).toContain('Code ERR_PROXY_REFUSED');
    expect(text).not.toContain('hunter2');
  });

  test('that cannot be reached is at fault, and not the authority', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', address: '127.0.0.1' });
    const error = behindMsal(ProxyError.failed(proxy, refused, true));
    expect(classifyAuthError(error)).toMatchObject({
      code: 'ERR_PROXY_UNREACHABLE',
      category: 'network',
      known: true,
    });
    expect(english(error)).toContain('\nDetails: proxy.example:8080 (HTTPS_PROXY)\n');
  });

  test('whose setting is not an address is named by its variable alone', () => {
    const error = ProxyError.setting('all_proxy', 'which is not an address');
    expect(classifyAuthError(error).userAction).toBe('fix-request');
    expect(english(error)).toContain('\nDetails: all_proxy\n');
  });

  test.each([
    [407, 'http_407'],
    [511, 'http_511'],
    [502, 'ERR_PROXY_GATEWAY'],
    [403, 'ERR_PROXY_REFUSED'],
  ])('that answers %d is known from the errors of Node.js and undici, too', (status, code) => {
    // As Node.js 22.23 and 24.22 gave them, from a proxy; proxy-tunnel.spec.ts asks those that can.
    const message = `Proxy response (${status}) !== 200 when HTTP Tunneling`;
    const aborted = Object.assign(new Error(message), {
      name: 'AbortError',
      code: 'UND_ERR_ABORTED',
    });
    const cancelled = Object.assign(new Error('Request was cancelled.', { cause: aborted }), {
      code: 0,
    });
    const tunnel = Object.assign(new Error('x'), { code: 'ERR_PROXY_TUNNEL', statusCode: status });
    for (const error of [new TypeError('fetch failed', { cause: cancelled }), tunnel])
      expect(classifyAuthError(error)).toMatchObject({ code, category: 'network', known: true });
  });

  test.each<[string, ProxyError, RegExp?]>([
    ['ERR_PROXY_GATEWAY', ProxyError.refused(proxy, 'login.example:443', 502)],
    ['ERR_PROXY_GATEWAY', ProxyError.refused(proxy, 'login.example:443', 511), /^네트워크가 먼저/],
    ['ERR_PROXY_REFUSED', ProxyError.refused(proxy, 'login.example:443', 405)],
    ['ERR_PROXY_FAILED', ProxyError.failed(proxy, { code: 'HPE_INVALID_CONSTANT' }, false)],
  ])('%s has a text in Korean', (code, error, text = /^프록시/) => {
    expect(classifyAuthError(error)).toMatchObject({ code, category: 'network', known: true });
    expect(explainAuthError(error, { language: 'ko' })).toMatch(text);
  });

  test('only repeats a variable that reads as one', () => {
    const fake = { name: 'ProxyError', code: 'ERR_PROXY_SETTING', variable: 'a secret value' };
    expect(english(fake)).not.toContain('secret value');
  });
});
