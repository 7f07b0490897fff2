import type { Flow } from '../flow.ts';

/** A Kerberos ticket of the domain becomes a SAML assertion, and that a token. */
export const integratedWindows: Flow = {
  id: 'integrated-windows',
  name: 'Integrated Windows',
  document:
    'https://learn.microsoft.com/entra/identity-platform/scenario-desktop-acquire-token-integrated-windows-authentication',
  sample: 'cli-integrated-windows',
  choose: 'an unattended program in a domain with AD FS, where no broker can serve it',
  cannot: [
    'users who are not federated',
    'personal accounts and guests',
    'any second factor or page',
    'machines outside of the domain',
  ],
  prompts: 'nothing; it fails where a question is needed',
  requests: { first: ['userrealm', 'mex', 'ws-trust', 'discovery', 'token'], again: [] },
  security: ['no password in the program', 'no second factor', 'trusts the domain alone'],
  systems: 'Windows in a domain; Linux and macOS with a Kerberos ticket',
};
