import type { Flow } from '../flow.ts';

/** Both legs of the authorization code flow by hand, on a server. */
export const webAuthCode: Flow = {
  id: 'web-auth-code',
  name: 'Web app',
  document: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  sample: 'web-auth-code',
  choose: 'a web app with a server of its own',
  cannot: ['programs without an address that a browser can return to'],
  prompts: 'a sign-in page; often nothing, where the browser has a session',
  requests: { first: ['discovery', 'authorize', 'token'], again: [] },
  security: [
    'no token in the browser',
    'state, nonce and PKCE are the program’s own work',
    'can authenticate itself, with a secret or a certificate',
  ],
  systems: 'all',
};
