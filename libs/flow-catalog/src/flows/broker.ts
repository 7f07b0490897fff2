import type { Flow } from '../flow.ts';

/** The account that the operating system already knows. */
export const broker: Flow = {
  id: 'broker',
  name: 'Broker',
  document:
    'https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-wam',
  sample: 'cli-broker',
  choose: 'a program on a managed machine, where people are signed in to the system',
  cannot: ['machines without a broker', 'sessions without a desktop'],
  prompts: 'mostly nothing; otherwise a window of the system with the accounts that it knows',
  // The broker is who asks the authority.
  requests: { first: [], again: [] },
  security: [
    'tokens are bound to the device',
    'single sign-on and device-based conditional access',
    'no refresh token in the program',
  ],
  systems: 'Windows 10 and later (WAM), macOS with Company Portal, Linux with the Intune broker',
};
