import type { Flow } from '../flow.ts';

/** The program shows a code; the user types it in a browser on any device. */
export const deviceCode: Flow = {
  id: 'device-code',
  name: 'Device code',
  document: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code',
  sample: 'cli-device-code',
  choose: 'a program that cannot open a browser: SSH, containers, devices, services',
  alsoShownBy: [
    {
      sample: 'cli-device-code-steps',
      choose: 'a program that polls in a loop of its own',
    },
    {
      sample: 'headless-device-code',
      choose: 'a service on a device without a browser or a screen, for years',
    },
    {
      sample: 'cli-azure-sdk',
      choose: 'a program that calls Microsoft Graph and Azure by their SDKs',
    },
  ],
  cannot: [
    'tenants whose policy blocks it',
    'policies that look at the device of the program',
    'users who cannot be sure that they started the sign-in',
  ],
  prompts: 'a code to type at a link, then a sign-in page and "are you signing in to …?"',
  requests: { first: ['discovery', 'devicecode', 'token'], again: [] },
  security: [
    'no password passes the program',
    'phishable: a code from an attacker looks like the user’s own',
    'one request a poll, every five seconds, while the user signs in',
  ],
  systems: 'all',
};
