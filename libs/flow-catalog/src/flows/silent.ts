import type { Flow } from '../flow.ts';

/** What every flow begins with: the token cache, then the refresh token. */
export const silent: Flow = {
  id: 'silent',
  name: 'Silent',
  document: 'https://learn.microsoft.com/entra/identity-platform/msal-acquire-cache-tokens',
  sample: 'cli-accounts',
  choose: 'every program, before any other flow',
  cannot: ['users who have not signed in before', 'users who must answer something new'],
  prompts: 'nothing',
  requests: { first: ['token'], again: [] },
  security: ['as good as the protection of the cache: encrypted, for one user'],
  systems: 'all',
};
