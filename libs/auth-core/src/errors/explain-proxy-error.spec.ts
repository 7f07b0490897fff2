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
    ['ERR_PROXY_GATEWAY', ProxyError.refused(proxy, 'login.example:443', 502)],
    ['ERR_PROXY_FAILED', ProxyError.failed(proxy, { code: 'HPE_INVALID_CONSTANT' }, false)],
  ])('%s has a text in Korean', (code, error) => {
    expect(classifyAuthError(error)).toMatchObject({ code, category: 'network', known: true });
    expect(explainAuthError(error, { language: 'ko' })).toMatch(/^프록시/);
  });

  test('only repeats a variable that reads as one', () => {
    const fake = { name: 'ProxyError', code: 'ERR_PROXY_SETTING', variable: 'a secret value' };
    expect(english(fake)).not.toContain('secret value');
  });
});
