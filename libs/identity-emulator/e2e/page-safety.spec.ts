// @requires chromium
import { describe, expect, test } from '@jest/globals';
import { request } from '../src/testing/request.ts';
import { useVisitor } from './visitor.ts';

const visitor = useVisitor();

describe('safety', () => {
  test('a form from elsewhere, or without its token, is not taken', async () => {
    await visitor.page.goto(`${visitor.emulator.pages}/devicelogin`);
    const [cookie] = await visitor.context.cookies();
    const headers = {
      cookie: `${cookie?.name}=${cookie?.value}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const token = await visitor.page.locator('input[name=form_token]').inputValue();
    const { user_code } = await visitor.client.deviceCode();
    const body = new URLSearchParams({ form_token: token, code: user_code }).toString();
    const post = (more: Record<string, string>, sent = body) =>
      request(`${visitor.emulator.pages}/devicelogin`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: sent,
      });
    expect((await post({})).status).toBe(303);
    expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ cookie: '' })).status).toBe(403);
    expect((await post({}, `code=${user_code}`)).status).toBe(403);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  });

  test("another browser cannot continue a user's sign-in", async () => {
    await visitor.enterCode(await visitor.client.deviceCode());
    await visitor.heading('Sign in').waitFor();
    const other = await visitor.browser.newContext();
    const otherPage = await other.newPage();
    await otherPage.goto(visitor.page.url());
    await otherPage.getByRole('heading', { name: 'This sign-in is over' }).waitFor();
    await other.close();
  });

  test('no page runs a script, loads from elsewhere, or may be framed', async () => {
    const { headers, body } = await request(`${visitor.emulator.pages}/devicelogin`);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(body).not.toMatch(/<script|\son\w+=|style=/);
  });

  test('what is typed is shown as text, never as markup', async () => {
    await visitor.enterCode(await visitor.client.deviceCode(), '"><b>bold</b>');
    await visitor.page.getByRole('alert').waitFor();
    expect(await visitor.page.locator('main b').count()).toBe(0);
    expect(await visitor.page.getByLabel('Code', { exact: true }).inputValue()).toBe(
      '"><b>bold</b>',
    );
  });
});
