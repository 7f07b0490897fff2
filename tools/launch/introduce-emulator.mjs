/**
 * Tells a person at a terminal, who is about to sign in, where the practice accounts are. Programs
 * that read the stream are told nothing.
 *
 * @param {{ pages?: string | undefined }} endpoints
 * @param {{ isTTY?: boolean | undefined, write(text: string): unknown }} stream
 */
export function introduceEmulator({ pages }, stream) {
  if (!stream.isTTY || !pages || !URL.canParse(pages)) return;
  stream.write(
    `Local identity emulator: ${new URL(pages).href} lists who can sign in, and with which password.\n`,
  );
}
