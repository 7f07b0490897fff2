import type { Flow } from '../flow.ts';

/** The program asks for the password and sends it: the last resort. */
export const usernamePassword: Flow = {
  id: 'username-password',
  name: 'Username and password',
  document:
    'https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-username-password',
  sample: 'cli-username-password',
  choose: 'nothing new; old programs and tests, with accounts made for them',
  cannot: [
    'users with a second factor, a passkey or an expired password',
    'personal accounts and guests',
    'conditional access that asks for anything',
  ],
  prompts: 'name and password, in the program itself',
  requests: { first: ['userrealm', 'discovery', 'token'], again: [] },
  security: [
    'the program sees the password, and so does its owner',
    'no second factor',
    'Microsoft advises against it',
  ],
  systems: 'all',
};
