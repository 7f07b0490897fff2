import type { PageSettings } from './page-settings.ts';

/**
 * What the page may do: run its own scripts, show its own styles, and talk to the authority and the
 * web APIs. A script that an attacker smuggles in is not run, and could send a token nowhere else.
 *
 * `frame-ancestors` counts in an HTTP header only: the host of the page sends it.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy({ authority, graph, emulatorPages }: PageSettings): string {
  const entra = [authority, graph ?? ''].filter((address) => URL.canParse(address));
  const origins = (emulatorPages ? [emulatorPages] : entra).map(
    (address) => new URL(address).origin,
  );
  const connect = ["'self'", ...origins];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `connect-src ${connect.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
