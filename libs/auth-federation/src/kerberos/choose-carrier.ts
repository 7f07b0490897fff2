import { negotiateWithCurl } from './negotiate-with-curl.ts';
import { negotiateWithPackage } from './negotiate-with-package.ts';
import type { Carrier } from './negotiation.ts';
import { loadKerberosPackage } from './load-kerberos-package.ts';

/**
 * The npm package `kerberos` where it is installed: it needs no other program. Else curl, which most
 * systems have, Windows included, and which needs no compiler.
 */
export function chooseCarrier(load = loadKerberosPackage): Carrier {
  const { kerberos, why } = load();
  if (!kerberos) return { name: 'curl', reason: why, negotiate: negotiateWithCurl };
  return {
    name: 'kerberos',
    reason: why,
    negotiate: (host, signal) => negotiateWithPackage(kerberos, host, signal),
  };
}
