/**
 * Chromium cannot be asked for a scheme that only this app has, so its pages see
 * `https://running.app.invalid/…` for `app://page/…`: as secure, with an origin of its own, and nowhere
 * to be found.
 */
export function mappedAddress(schemes: { has(scheme: string): boolean }) {
  return {
    toPage(address: string): string {
      const { protocol, host, pathname, search } = new URL(address);
      const scheme = protocol.slice(0, -1);
      return schemes.has(scheme)
        ? `https://${host}.${scheme}.invalid${pathname}${search}`
        : address;
    },
    fromPage(address: string): string {
      const [, host, scheme = '', rest = '/'] =
        /^https:\/\/([^/]+)\.([a-z]+)\.invalid(\/.*)?$/.exec(address) ?? [];
      return schemes.has(scheme) ? `${scheme}://${host}${rest}` : address;
    },
  };
}
