import type { Flow } from '../flow.ts';

/** Both legs of the authorization code flow by hand, on a server. */
export const webAuthCode: Flow = {
  id: 'web-auth-code',
  name: 'Web app',
  document: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  sample: 'web-auth-code',
  choose: 'a program with a server of its own that browsers come to',
  cannot: ['programs without an address that a browser can come back to'],
  prompts: 'a sign-in page; often nothing, where the browser has a session',
  requests: { first: ['discovery', 'authorize', 'token'], again: [] },
  security: [
    'no token in the browser',
    'state, nonce and PKCE by the program’s own hand',
    'can prove who it is, with a secret or a certificate',
  ],
  systems: 'all',
};
