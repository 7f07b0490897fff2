import { readRegularFile } from './read-regular-file.ts';
import { isSealed } from './sealed-envelope.ts';

/** What MSAL's cache and a kept device code are made of, whole or in part. */
const PARTS = /"(?:Account|IdToken|AccessToken|RefreshToken|deviceCode|secret)"/;

/**
 * Whether a file that was set aside can have been one of ours. A sign-out removes those; a file of
 * somebody else's that was named by mistake stays, as its owner was told.
 *
 * @param largest bytes; what is larger was never written here
 */
export async function mayHoldTokens(path: string, largest: number): Promise<boolean> {
  const found = await readRegularFile(path, largest).catch(() => undefined);
  if (!found || found.tooLarge) return false;
  return isSealed(found.content) || PARTS.test(found.content.toString('latin1'));
}
