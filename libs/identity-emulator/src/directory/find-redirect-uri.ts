import type { App, Directory } from './directory.ts';

/**
 * Whether an app may be answered at an address. It must be registered to the letter, but for the
 * port of a loopback address, which Entra ignores (RFC 8252 7.3), the letter case of the host, and
 * the slash of an empty path.
 */
export function isRegistered(app: App, redirectUri: string): boolean {
  return isOneOf(app.redirectUris, redirectUri) || isForPage(app, redirectUri);
}

/** Whether the address is a page of the app that redeems its codes by script. */
export const isForPage = (app: App, redirectUri: string): boolean =>
  isOneOf(app.spaRedirectUris, redirectUri);

/** Whether pages of that origin belong to an app that redeems codes by script. */
export function isPageOrigin({ tenants }: Directory, origin: string): boolean {
  const apps = tenants.flatMap((tenant) => tenant.apps);
  const pages = apps.flatMap(({ spaRedirectUris = [] }) => spaRedirectUris);
  return isOneOf(
    pages.map((page) => new URL(page).origin),
    origin,
  );
}

function isOneOf(registered: readonly string[] = [], redirectUri: string): boolean {
  const asked = comparable(redirectUri);
  return registered.some(
    (one) => one === redirectUri || (asked !== undefined && comparable(one) === asked),
  );
}

const loopbackPort = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+(?=[/?]|$)/i;
const originPart = /^[^/]*\/\/[^/?]*/;

/** Undefined for what a URL parser would have to mend: blanks, `/../`, `127.1`. */
function comparable(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const spelled = text
    .replace(loopbackPort, '$1')
    .replace(originPart, (part) => part.toLowerCase());
  const { href, hash, username, password } = new URL(spelled);
  if (hash || username || password) return undefined; // RFC 6749 3.1.2
  return href === spelled || href === `${spelled}/` ? href : undefined;
}
