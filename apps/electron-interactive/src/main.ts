/**
 * Interactive flow in a desktop app: the user signs in with their own browser, and tokens stay in this
 * process. The window is a page that asks it for a handful of things, none of them a token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/tutorial-v2-nodejs-desktop
 * @see https://www.electronjs.org/docs/latest/tutorial/security
 */
import { app, BrowserWindow, ipcMain, protocol, safeStorage, session, shell } from 'electron';
import { messageLanguage } from '@entra-flows/auth-core';
import { createBrokerClient, loadBroker } from '@entra-flows/auth-core/broker';
import { said } from '@entra-flows/sample-kit';
import { answerPage } from './answer-page.ts';
import { authConfig } from './auth-config.ts';
import { brokerFirst } from './broker-first.ts';
import { channels } from './session-api.ts';
import { createUserSession } from './user-session.ts';
import { endWith } from './end-with.ts';
import { lockDown } from './lock-down.ts';
import { logoutAddress, openAtAuthority } from './open-at-authority.ts';
import { PAGE, pageScheme, SCHEME } from './own-page.ts';
import { schemeLinks } from './scheme-links.ts';
import { servePage } from './serve-page.ts';
import { tokenCache } from './token-cache.ts';
import { windowOptions } from './window-options.ts';

// 1. Before anything is shown: a sandbox for every page, and a scheme of the app's own for its files.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([pageScheme]);

// 2. One instance: a second one hands over what it was opened with, and leaves.
if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(endWith(app));
else app.quit();

async function start(): Promise<void> {
  lockDown(app, session.defaultSession, app);
  protocol.handle(SCHEME, servePage(`${__dirname}/page`));

  // 3. A public client: an ID, an authority, a cache that outlives this process, and the system's
  //    broker in front, where there is one.
  const where = authConfig(app);
  const { clientId, authority, graph, emulator } = where;
  const cache = await tokenCache(safeStorage, {
    folder: app.getPath('userData'),
    clientId,
    authority,
    allowBasicText: app.commandLine.hasSwitch('allow-basic-text'),
    onTrouble: (message) => console.error(message),
    onChange: () => void userSession.showState(),
  });
  const withoutBroker = app.commandLine.hasSwitch('no-broker');
  const client = createBrokerClient({
    clientId,
    authority,
    cache: cache.plugin,
    broker: loadBroker({
      authority,
      disabled: withoutBroker
        ? said({ en: 'disabled by --no-broker', ko: '--no-broker로 껐습니다' })
        : undefined,
    }),
    onGivenUp: (reason) =>
      console.error(
        said({
          en: `The broker of this system is not used: ${reason}.`,
          ko: `이 시스템의 브로커를 쓰지 않습니다: ${reason}.`,
        }),
      ),
    // The emulator's certificate is trusted for its own address and nowhere else.
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
  });

  // 4. The flow itself: the broker, or the system browser, back over loopback or by the app's own scheme.
  const openBrowser = openAtAuthority(where, (address) => shell.openExternal(address));
  const byScheme = app.commandLine.hasSwitch('custom-scheme');
  const userSession = createUserSession({
    client,
    graph,
    ...(emulator ? { orders: new URL('/api/orders', authority).href } : {}),
    cache,
    askUser: brokerFirst(client, {
      browser: {
        openBrowser,
        appName: app.name,
        ...(byScheme ? { redirect: schemeLinks(app, clientId) } : {}),
      },
      windowHandle: () => window?.getNativeWindowHandle(),
    }),
    openSignOutPage: (username) => openBrowser(logoutAddress(where, username)),
    onState: (state) => window?.webContents.send(channels.state, state),
    onSignedIn: () => show(),
  });
  answerPage(ipcMain, userSession);

  // 5. The window, and what brings it back.
  let window: BrowserWindow | undefined;
  function show(): void {
    if (!window) return openWindow();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }
  function openWindow(): void {
    window = new BrowserWindow(windowOptions(__dirname, app));
    window.removeMenu();
    window.once('ready-to-show', show);
    window.once('closed', () => {
      window = undefined;
      userSession.stopWaiting(); // there is no window to come back to
    });
    const language = messageLanguage();
    void window.loadURL(language === 'en' ? PAGE : `${PAGE}?ui_locales=${language}`);
  }
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  openWindow();
}
