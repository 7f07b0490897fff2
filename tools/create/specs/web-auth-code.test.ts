import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulator, start, testUsage, useEmulator } from './run-program.ts';

const user = 'adele@contoso.example';
useEmulator();

/** Follows redirects as a browser does, with the cookies that it is given. */
async function browse(
  url: string,
  cookies = new Map<string, string>(),
): Promise<{ url: string; body: string }> {
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const next = answer.headers.get('location');
  if (next !== null) return browse(new URL(next, url).href, cookies);
  return { url, body: await answer.text() };
}

test('signs a user in, shows the profile, and stops on a signal', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  const app = start(['--port', '0']);
  const [, address = ''] = await app.says(/^Open (\S+)$/m);
  const { url, body } = await browse(`${address}/sign-in`);
  assert.equal(url, `${address}/profile`);
  assert.match(body, new RegExp(`${user}: token from`));
  app.stop();
  await app.ends();
});

testUsage();
