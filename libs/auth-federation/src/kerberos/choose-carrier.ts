import { negotiateWithCurl } from './negotiate-with-curl.ts';
import type { Carrier, Negotiation } from './negotiation.ts';
import { type KerberosPackage, loadKerberosPackage } from './load-kerberos-package.ts';
import { kerberosFault } from './kerberos-fault.ts';
import { waitForTicket } from './wait-for-ticket.ts';

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

/** Negotiate by libkrb5 or SSPI in this process, on a thread of its own. */
async function negotiateWithPackage(
  kerberos: KerberosPackage,
  host: string,
  signal?: AbortSignal,
): Promise<Negotiation> {
  const begin = async () => {
    const client = await kerberos.initializeClient(`HTTP@${host}`, {
      mechOID: kerberos.GSS_MECH_OID_SPNEGO,
      flags: kerberos.GSS_C_MUTUAL_FLAG,
    });
    return { client, token: await client.step('') };
  };
  const { client, token } = await waitForTicket(host, signal, () =>
    begin().catch((error: unknown) => {
      throw kerberosFault(error instanceof Error ? error.message : '', host, error);
    }),
  );
  return {
    token,
    async confirm(answer) {
      await client.step(answer).catch(() => undefined);
      return client.contextComplete;
    },
    end: () => undefined,
  };
}
