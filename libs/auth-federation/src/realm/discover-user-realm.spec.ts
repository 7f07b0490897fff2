import { expect, test } from '@jest/globals';
import type { ClientNetwork } from '@entra-flows/auth-core';
import { discoverUserRealm } from './discover-user-realm.ts';

const asked: URL[] = [];
const network: ClientNetwork = {
  authority: 'https://login.example/tenant',
  async send({ url }) {
    asked.push(new URL(url));
    return { status: 200, headers: {}, text: '{"account_type":"Managed"}' };
  },
  call: (work) => work(),
};

test.each([
  'frida@adatum.example',
  "o'neil@adatum.example",
  'a&b=c?d#e@x',
  '../../../admin@x',
  '..@..',
  'a/b\\c@x',
  'a%2e%2e%2f@x',
  '프리다@도메인.한국',
  '😀@x',
  ' @ ',
])('the name %j is one segment of the path, and comes back as it was', async (username) => {
  await discoverUserRealm(network, username);
  const { pathname, search } = asked.at(-1) as URL;
  const [, common, userrealm, name = '', ...rest] = pathname.split('/');
  expect([common, userrealm, decodeURIComponent(name)]).toEqual(['common', 'userrealm', username]);
  expect([rest, search]).toEqual([[], '?api-version=1.0']);
});

test.each(['', '@', 'a@', '@b', 'a@b@c', 'a\0@b', 'a@b\n', '\ud800@b'])(
  'the name %j is refused before anything is sent',
  async (username) => {
    const before = asked.length;
    await expect(discoverUserRealm(network, username)).rejects.toMatchObject({
      errorCode: 'invalid_user_name',
    });
    expect(asked).toHaveLength(before);
  },
);
