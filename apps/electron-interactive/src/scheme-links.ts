import { resolve } from 'node:path';
import type { App } from 'electron';
import type { SchemeRedirect } from '@entra-flows/auth-core';

/**
 * The second way back from the browser: `msal{client id}://auth`, which the system opens this app
 * with. A second instance hands its address to the first (Windows, Linux), or the system tells the
 * app that runs (macOS).
 *
 * An address that was not asked for is dropped: a forged one has no effect.
 *
 * @param clientId register `msal{client id}://auth` under "Mobile and desktop applications"
 * @see https://www.electronjs.org/docs/latest/tutorial/launch-app-from-url-in-another-app
 */
export function schemeLinks(app: App, clientId: string): SchemeRedirect {
  const scheme = `msal${clientId.toLowerCase()}`;
  const listeners = new Set<(address: string) => void>();
  const take = (address: string) => listeners.forEach((listener) => listener(address));

  register(app, scheme);
  app.on('second-instance', (_event, argv) => argv.filter(isOf(scheme)).forEach(take));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    if (isOf(scheme)(address)) take(address);
  });
  return {
    uri: `${scheme}://auth`,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const isOf = (scheme: string) => (argument: string) =>
  argument.toLowerCase().startsWith(`${scheme}://auth`);

/** In development it is Electron itself that is started, with the app's folder as its argument. */
function register(app: App, scheme: string): void {
  const folder = process.argv[1];
  if (app.isPackaged || !folder) app.setAsDefaultProtocolClient(scheme);
  else app.setAsDefaultProtocolClient(scheme, process.execPath, [resolve(folder)]);
}
