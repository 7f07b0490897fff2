/** The app's pages have a scheme of their own: `file:` pages may read other files. */
export const SCHEME = 'app';
const ORIGIN = `${SCHEME}://page`;
export const PAGE = `${ORIGIN}/index.html`;

/** Before the app is ready: a scheme that behaves as https does. */
export const pageScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** To the letter of the origin: `app://page.evil` and `app:page` are other origins. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}` === ORIGIN;
}

/**
 * What the page may do: run its own script and show its own style. It talks to the main process
 * alone, so no connection is on the list.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
