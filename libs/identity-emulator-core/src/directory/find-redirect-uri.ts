import type { App, Directory } from './directory.ts';

/**
 * Whether an app may be answered at an address. It must be registered to the letter, but for the
 * port of a loopback address, which Entra ignores (RFC 8252 7.3).
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
  return asked !== undefined && registered.some((one) => comparable(one) === asked);
}

function comparable(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.hash || url.username || url.password) return undefined; // RFC 6749 3.1.2
  if (isLoopback(url)) url.port = '';
  return url.href;
}

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
