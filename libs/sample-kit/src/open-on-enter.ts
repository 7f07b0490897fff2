import type { DeviceCodePrompt } from '@entra-flows/auth-core';

/**
 * Lets the person open the sign-in link in this machine's browser: at once with `--open`, else
 * with the Enter key where there is a keyboard. The keyboard stays in line mode, so Ctrl-C, Ctrl-Z
 * and the rest work as always.
 *
 * @returns ends the listening
 */
export function openOnEnter(prompt: DeviceCodePrompt, atOnce: boolean): () => void {
  const link = prompt.verificationUriComplete ?? prompt.verificationUri;
  if (atOnce) void openLink(link);
  if (!process.stdin.isTTY || !process.stderr.isTTY) return () => undefined;
  process.stderr.write('Press Enter to open the link in a browser here, Ctrl-C to stop.\n');
  const onLine = () => void openLink(link);
  process.stdin.on('data', onLine);
  return () => {
    process.stdin.off('data', onLine);
    process.stdin.pause();
    process.stdin.unref();
  };
}

/** Only ever a web address: the link comes from the network, and openers start programs by scheme. */
async function openLink(link: string): Promise<void> {
  try {
    const { protocol, href } = new URL(link);
    if (protocol !== 'http:' && protocol !== 'https:') throw new Error('not a web address');
    // Loaded when it is wanted: few runs open a browser.
    const { default: open } = await import('open');
    const child = await open(href);
    child.once('error', couldNotOpen);
    child.once('exit', (code) => {
      if (code) couldNotOpen();
    });
  } catch {
    couldNotOpen();
  }
}

function couldNotOpen(): void {
  process.stderr.write(
    '\nNo browser could be opened here. Open the link by hand, on any device.\n',
  );
}
