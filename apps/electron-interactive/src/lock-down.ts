import type { App, Session } from 'electron';
import { isOwnPage } from './own-page.ts';

/**
 * Keeps every page in every window where it is: no navigation, no new window, no embedded page, no
 * permission, and no request to anywhere but this app's own files. Its page needs none of it, so
 * whatever tries is not its page.
 *
 * @see https://www.electronjs.org/docs/latest/tutorial/security (items 1, 5 and 11 to 14)
 */
export function lockDown(
  app: App,
  session: Session,
  { isPackaged }: { isPackaged: boolean },
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isTool = !isPackaged && url.startsWith('devtools:');
    answer({ cancel: !isOwnPage(url) && !isTool });
  });
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { url: string; preventDefault(): void }) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
