import { categoriesEn } from './categories.en.ts';
import { federationCodesEn } from './federation-codes.en.ts';
import { flowCodesEn } from './flow-codes.en.ts';
import { machineCodesEn } from './machine-codes.en.ts';
import { proxyCodesEn } from './proxy-codes.en.ts';
import { setupCodesEn } from './setup-codes.en.ts';
import type { Remedies } from './remedy.ts';

/** Made when first asked for: most runs never fail. */
export const remediesEn = (): Remedies => ({
  categories: categoriesEn,
  apiUnreachable: [
    'The web API could not be reached.',
    'No usable answer of the API came over the network. The sign-in itself is fine.',
    'Check the address of the API, the connection, VPN and proxy, then try again.',
  ],
  authority: /the authority(?! which issued)/i,
  codes: {
    ...setupCodesEn,
    ...flowCodesEn,
    ...federationCodesEn,
    ...machineCodesEn,
    ...proxyCodesEn,
  },
  flows: {
    broker: "sign in with the system's own account (broker).",
    interactive: 'sign in with the browser on this machine.',
    'device-code': 'sign in on another device with a code.',
    'integrated-windows': 'sign in with the Windows session.',
    'username-password': 'sign in with user name and password.',
    silent: 'use the saved sign-in.',
  },
  newSignIn:
    'sign out, then sign in again with the browser on this machine: a policy may block only sign-ins that began with a device code.',
  labels: {
    why: 'Why:',
    next: 'Next:',
    another: 'Another way:',
    wait: 'Wait at least {seconds} seconds.',
    details: 'Details:',
    looksLike: 'looks like {code}: {why}',
    said: 'The authority said:',
    unknownCode: '(not in the published lists)',
    code: 'Code',
    correlationId: 'correlation ID',
    traceId: 'trace ID',
  },
});
