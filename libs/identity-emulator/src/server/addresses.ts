/** Where an emulator is, as its clients and its users call it. */
export interface Addresses {
  /** `https://localhost:PORT`: the authority, Graph and the AD FS. */
  origin: string;
  /** `http://localhost:PORT`, or `https://`: the pages. */
  pagesOrigin: string;
  /** `https://localhost:PORT/graph/v1.0` */
  graph: string;
  /** `https://localhost:PORT/arm` */
  arm: string;
}

/**
 * The addresses for a request's host. All names that this machine answers to (localhost, 127.0.0.1,
 * [::1]) get those of `localhost`: the issuer of a tenant is the same for each of them.
 *
 * @param ports where both servers listen; empty origins until then
 * @returns takes the Host header of a request; without one, the emulator's own name
 */
export function addressesOf(
  pagesScheme: 'http' | 'https',
  ports: () => { protocol?: number; pages?: number },
): (host?: string) => Addresses {
  let known: Addresses | undefined;
  return () => {
    if (known) return known;
    const { protocol, pages } = ports();
    if (protocol === undefined || pages === undefined)
      return { origin: '', pagesOrigin: '', graph: '', arm: '' };
    const origin = localOrigin('https', protocol);
    known = {
      origin,
      pagesOrigin: localOrigin(pagesScheme, pages),
      graph: `${origin}/graph/v1.0`,
      arm: `${origin}/arm`,
    };
    return known;
  };
}

/** An origin of this machine as clients write it: without the port where that is the scheme's own. */
export const localOrigin = (scheme: 'http' | 'https', port: number): string =>
  new URL(`${scheme}://localhost:${port}`).origin;
