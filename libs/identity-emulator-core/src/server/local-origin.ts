/** An origin of this machine as clients write it: without the port where that is the scheme's own. */
export const localOrigin = (scheme: 'http' | 'https', port: number): string =>
  new URL(`${scheme}://localhost:${port}`).origin;
