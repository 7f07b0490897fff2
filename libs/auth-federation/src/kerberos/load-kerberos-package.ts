import { requireNative } from '@entra-flows/primitives/native-package';
import { said } from '@entra-flows/primitives/said';

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
 * Looks for an optional package, which compiles when it is installed.
 *
 * @returns why it is used, or is not
 */
export function loadKerberosPackage(): { kerberos?: KerberosPackage; why: string } {
  try {
    const kerberos = requireNative('kerberos') as KerberosPackage;
    return {
      kerberos,
      why: said({
        en: 'the package kerberos is installed',
        ko: 'kerberos 패키지가 설치되어 있습니다',
      }),
    };
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    const missing = code === 'MODULE_NOT_FOUND';
    const why = missing
      ? {
          en: 'the package kerberos is not installed',
          ko: 'kerberos 패키지가 설치되어 있지 않습니다',
        }
      : {
          en: 'the package kerberos does not load on this system',
          ko: 'kerberos 패키지를 이 시스템에서 불러올 수 없습니다',
        };
    return { why: said(why) };
  }
}
