import { messageLanguage } from '@entra-flows/primitives/language';

/**
 * Asks the authority for its message in the language of this program's. Nothing for English, which it writes
 * without being asked.
 *
 * @returns query parameters of the device code request
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code#device-authorization-response
 */
export function inMessageLanguage(
  given: Record<string, string> | undefined,
): { extraQueryParameters: Record<string, string> } | undefined {
  const wished = messageLanguage() === 'ko' ? { mkt: 'ko-KR' } : undefined;
  return given || wished ? { extraQueryParameters: { ...wished, ...given } } : undefined;
}
