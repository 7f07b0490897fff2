import { expect, test } from '@jest/globals';
import { AuthCoreError } from '../../errors/auth-core-error.ts';
import { failurePage } from './outcome-page.ts';

test('what an error says is text on the page, never markup', () => {
  const { html } = failurePage('en', new AuthCoreError('cache_unusable', 'no <b>folder</b> & "x"'));
  expect(html).toContain('&lt;b&gt;folder&lt;/b&gt; &amp; &quot;x&quot;');
  expect(html).not.toContain('<b>');
});
