import type { AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { expect, test } from '@jest/globals';
import { accountsOf, withUserName } from './user-name.ts';

const account = (more: object): AccountInfo => ({
  ...{ homeAccountId: 'o.t', localAccountId: 'o', environment: 'b2c.example', tenantId: 't' },
  ...{ username: '', ...more },
});

test.each([
  ['its own name first', { username: 'ada', idTokenClaims: { emails: ['b@c.example'] } }, 'ada'],
  [
    'the first address',
    { idTokenClaims: { emails: ['a@c.example', 'b@c.example'] } },
    'a@c.example',
  ],
  ['an address that is text', { idTokenClaims: { emails: [7, '', 'b@c.example'] } }, 'b@c.example'],
  ['the single address', { idTokenClaims: { emails: 'x', email: 'a@c.example' } }, 'a@c.example'],
  ['none where the token has none', { idTokenClaims: {} }, ''],
  ['none without a token', {}, ''],
])('an account has %s', async (_what, more, username) => {
  const given = account(more);
  expect(withUserName({ account: given }).account.username).toBe(username);
  const client = { getAllAccounts: async () => [given] } as unknown as PublicClientApplication;
  expect(await accountsOf(client)).toMatchObject([{ username }]);
});

test.each([[null], [undefined], [{ account: null }], ['text']])('%p stays as it is', (result) => {
  expect(withUserName(result)).toBe(result);
});
