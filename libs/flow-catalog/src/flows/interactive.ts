import type { Flow } from '../flow.ts';

/** Authorization code with PKCE, in the system browser, back over loopback. */
export const interactive: Flow = {
  id: 'interactive',
  name: 'Interactive',
  document:
    'https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-interactive',
  sample: 'cli-interactive',
  choose: 'a program on the machine that the user sits at',
  alsoShownBy: [
    { sample: 'electron-interactive', choose: 'the same with a window: a desktop app' },
  ],
  cannot: ['machines without a browser', 'a shell on a remote machine, without a tunnel'],
  prompts: 'a sign-in page in the browser; often nothing, where it has a session',
  requests: { first: ['discovery', 'authorize', 'token'], again: [] },
  security: [
    'the user sees the address that they sign in to',
    'passkeys, MFA and all conditional access',
    'PKCE: a stolen code is worth nothing',
  ],
  systems: 'all, with a browser',
};
