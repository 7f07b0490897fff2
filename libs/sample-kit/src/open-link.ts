/**
 * Opens a link in a browser of this machine. Only ever a web address: the link may come from the
 * network, and openers start programs by scheme.
 *
 * @param browser - the program to open it with; the system's own choice when missing
 * @returns when the opener has ended well; some last as long as the browser
 * @throws {Error} when nothing was opened
 */
export async function openLink(link: string, browser?: string): Promise<void> {
  const { protocol, href } = new URL(link);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('not a web address');
  // Loaded when it is wanted: few runs open a browser.
  const { default: open } = await import('open');
  const opener = await open(href, browser ? { app: { name: browser } } : {});
  await new Promise<void>((resolve, reject) => {
    opener.once('error', reject);
    opener.once('exit', (code) =>
      code ? reject(new Error(`the browser's opener ended with ${code}`)) : resolve(),
    );
  });
}
