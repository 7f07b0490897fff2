import { said } from '@entra-flows/primitives/said';
import { FederationError, type FederationErrorCode } from '../federation-error.ts';

/**
 * What Kerberos libraries say, in English (LC_ALL=C), since their numbers are not handed on: MIT and
 * Heimdal as texts, Windows by the names and numbers of its security package.
 *
 * @see https://github.com/krb5/krb5/blob/master/src/lib/krb5/error_tables/krb5_err.et
 * @see https://learn.microsoft.com/windows/win32/secauthn/sspi-status-codes
 */
const FAULTS: readonly [RegExp, FederationErrorCode][] = [
  [/clock skew|SEC_E_TIME_SKEW|80090324/i, 'kerberos_clock_skew'],
  [
    /(?:server|principal).{0,200} (?:not found in|unknown)|unknown.{0,20} (?:server|principal)|SEC_E_TARGET_UNKNOWN|80090303|SEC_E_WRONG_PRINCIPAL|80090322|(?:can'?t|cannot) (?:find|determine) .{0,60}realm|not in configuration/i,
    'kerberos_wrong_realm',
  ],
  [
    /cannot (?:contact|resolve|find|locate).{0,60} KDC|unable to reach any KDC|SEC_E_NO_AUTHENTICATING_AUTHORITY|80090311/i,
    'kerberos_kdc_unreachable',
  ],
  [
    /no (?:kerberos )?credentials|credentials? cache|ticket(?:s have)? expired|no credentials were supplied|did not find .{0,40}ticket|SEC_E_NO_CREDENTIALS|8009030e/i,
    'kerberos_no_ticket',
  ],
];

/**
 * @param text - of a Kerberos library; it names principals and files, and is not quoted
 * @returns the error to show
 */
export function kerberosFault(text: string, host: string, cause?: unknown): FederationError {
  const found = FAULTS.find(([pattern]) => pattern.test(text));
  const code = found?.[1] ?? 'integrated_windows_authentication_failed';
  return new FederationError(
    code,
    said({
      en: `no Kerberos ticket for HTTP/${host}`,
      ko: `HTTP/${host}의 Kerberos 티켓이 없습니다`,
    }),
    { cause },
  );
}
