import { createRequire } from 'node:module';

/** What is used of the npm package `kerberos`. */
export interface KerberosPackage {
  initializeClient(service: string, options: object): Promise<KerberosClient>;
  GSS_MECH_OID_SPNEGO: number;
  GSS_C_MUTUAL_FLAG: number;
}

export interface KerberosClient {
  step(challenge: string): Promise<string>;
  contextComplete: boolean;
}

/**
 * Looks for an optional package, which compiles when it is installed. It is required and not imported,
 * since a failed import of a native module can end Node 20.
 *
 * @returns why it is used, or is not
 */
export function loadKerberosPackage(): { kerberos?: KerberosPackage; why: string } {
  try {
    const kerberos = createRequire(import.meta.url)('kerberos') as KerberosPackage;
    return { kerberos, why: 'the package kerberos is installed' };
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    const missing = code === 'MODULE_NOT_FOUND';
    const state = missing ? 'is not installed' : 'does not load on this system';
    return { why: `the package kerberos ${state}` };
  }
}
