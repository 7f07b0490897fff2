import { expect, test } from '@jest/globals';
import { AuthCoreError } from '../msal/auth-core-error.ts';
import { isOpen, knock } from './testing/interactive-flow.ts';
import { openLoopbackReceiver } from './loopback-receiver.ts';
import { failurePage } from './outcome-page.ts';

test('what an error says is text on the page, never markup', () => {
  const { html } = failurePage(
    { language: 'en' },
    new AuthCoreError('cache_unusable', 'no <b>folder</b> & "x"'),
  );
  expect(html).toContain('&lt;b&gt;folder&lt;/b&gt; &amp; &quot;x&quot;');
  expect(html).not.toContain('<b>');
});

test('a page that cannot be made does not cost the outcome, and leaves no listener', async () => {
  const receiver = await openLoopbackReceiver({ port: 0, state: 's' });
  const { redirectUri, answer } = receiver;
  const browser = knock(redirectUri, { path: '/?state=s&error=x' });
  const dropped = expect(browser).rejects.toMatchObject({ code: 'ECONNRESET' });
  await answer;
  await receiver.finish(() => {
    throw new Error('no such page');
  });
  await dropped;
  expect(await isOpen('127.0.0.1', Number(new URL(redirectUri).port))).toBe(false);
});
