import type { Flow } from '../flow.ts';

/** The program shows a code; the person types it in a browser on any device. */
export const deviceCode: Flow = {
  id: 'device-code',
  name: 'Device code',
  document: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code',
  sample: 'cli-device-code',
  choose: 'a program where no browser can be: SSH, containers, devices, services',
  alsoShownBy: [
    {
      sample: 'cli-device-code-steps',
      choose: 'a program with a loop of its own, which polls when it wants to',
    },
    {
      sample: 'headless-device-code',
      choose: 'a service on a device without a browser or a screen, for years',
    },
  ],
  cannot: [
    'tenants whose policy blocks it',
    'policies that look at the device of the program',
    'people who cannot be sure that they began it themselves',
  ],
  prompts: 'a code to type at a link, then a sign-in page and "are you signing in to …?"',
  requests: { first: ['discovery', 'devicecode', 'token'], again: [] },
  security: [
    'no password passes the program',
    'phishable: somebody else’s code looks like one’s own',
    'one request a poll, every five seconds, while the person signs in',
  ],
  systems: 'all',
};
