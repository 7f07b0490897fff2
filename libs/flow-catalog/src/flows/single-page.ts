import type { Flow } from '../flow.ts';

/** Authorization code with PKCE, run by a page itself. */
export const singlePage: Flow = {
  id: 'single-page',
  name: 'Single-page app',
  document: 'https://learn.microsoft.com/entra/identity-platform/scenario-spa-acquire-token',
  sample: 'spa-auth-code',
  choose: 'a page without a server of its own',
  cannot: [
    'data that an injected script must not reach',
    'staying signed in for more than a day without the user',
  ],
  prompts: 'a sign-in page, in the same tab or a window beside it; often nothing',
  requests: { first: ['authorize', 'token'], again: [] },
  security: [
    'PKCE; no secret',
    'every script of the page can use its tokens',
    'refresh tokens end after 24 hours',
  ],
  systems: 'any current browser',
};
