import type { Flow } from '../flow.ts';

/** An account that the operating system already has. */
export const broker: Flow = {
  id: 'broker',
  name: 'Broker',
  document:
    'https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-wam',
  sample: 'cli-broker',
  choose: 'a program on a managed machine, where users are signed in to the system',
  cannot: ['machines without a broker', 'sessions without a desktop'],
  prompts: 'mostly nothing; otherwise a system window that lists its accounts',
  // The broker asks the authority, not the program.
  requests: { first: [], again: [] },
  security: [
    'tokens are bound to the device',
    'single sign-on and device-based conditional access',
    'no refresh token in the program',
  ],
  systems: 'Windows 10 and later (WAM), macOS with Company Portal, Linux with the Intune broker',
};
