import type { KerberosPackage } from './load-kerberos-package.ts';
import { kerberosFault } from './kerberos-fault.ts';
import type { Negotiation } from './negotiation.ts';
import { waitForTicket } from './wait-for-ticket.ts';

/** Negotiate by libkrb5 or SSPI in this process, on a thread of its own. */
export async function negotiateWithPackage(
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
