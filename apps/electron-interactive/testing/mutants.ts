import type { securityChecks } from './security-checks.ts';

/** One protection of the app taken away, and the check that has to notice. */
export interface Mutant {
  name: string;
  /** In the folder src. */
  file: string;
  from: string;
  to: string;
  noticedBy: keyof typeof securityChecks;
}

const mutant = (
  name: string,
  file: string,
  from: string,
  to: string,
  noticedBy: string,
): Mutant => ({
  ...{ name, file, from, to, noticedBy },
});

export const mutants: readonly Mutant[] = [
  mutant(
    'requests go anywhere',
    'lock-down.ts',
    'cancel: !isOwnPage(url) && !isTool',
    'cancel: false',
    '1: nothing is loaded but the app’s own files',
  ),
  mutant(
    'Node in the page',
    'window-options.ts',
    'nodeIntegration: false',
    'nodeIntegration: true',
    '2: no Node in the page, its workers and its frames',
  ),
  mutant(
    'no context isolation',
    'window-options.ts',
    'contextIsolation: true',
    'contextIsolation: false',
    '3: the preload script has a world of its own',
  ),
  mutant(
    'no sandbox',
    'window-options.ts',
    'sandbox: true',
    'sandbox: false',
    '4: every page is in a sandbox',
  ),
  mutant(
    'permissions are given',
    'lock-down.ts',
    'answer(false)',
    'answer(true)',
    '5: no permission is given',
  ),
  mutant(
    'no same-origin policy',
    'window-options.ts',
    'webSecurity: true',
    'webSecurity: false',
    '6: the same-origin policy holds',
  ),
  mutant(
    'no policy in the header',
    'serve-page.ts',
    "'content-security-policy': contentSecurityPolicy,",
    '',
    '7: a policy is in the header of every answer',
  ),
  mutant(
    'a policy that allows inline scripts',
    'own-page.ts',
    `"script-src 'self'"`,
    `"script-src 'self' 'unsafe-inline'"`,
    '7: a policy is in the header of every answer',
  ),
  mutant(
    'insecure content',
    'window-options.ts',
    'allowRunningInsecureContent: false',
    'allowRunningInsecureContent: true',
    '8: no insecure content in a secure page',
  ),
  mutant(
    'experimental features',
    'window-options.ts',
    'experimentalFeatures: false',
    'experimentalFeatures: true',
    '9, 10: nothing experimental',
  ),
  mutant(
    'embedded pages',
    'lock-down.ts',
    "contents.on('will-attach-webview', (event) => event.preventDefault());",
    '',
    '11, 12: no embedded pages',
  ),
  mutant(
    'navigation',
    'lock-down.ts',
    "contents.on('will-frame-navigate', stay);",
    '',
    '13: the page stays where it is',
  ),
  mutant(
    'redirects',
    'lock-down.ts',
    "contents.on('will-redirect', stay);",
    '',
    '13: the page stays where it is',
  ),
  mutant(
    'an origin by its beginning',
    'own-page.ts',
    'return `${protocol}//${host}` === ORIGIN;',
    'return address.startsWith(ORIGIN);',
    '13: the page stays where it is',
  ),
  mutant('new windows', 'lock-down.ts', "action: 'deny'", "action: 'allow'", '14: no new windows'),
  mutant(
    'no guard of openExternal',
    'open-at-authority.ts',
    'url.origin !== origin ||',
    '',
    '15: the system opens the authority’s own pages alone',
  ),
  mutant(
    'no check of the sender',
    'answer-page.ts',
    "if (!isFromOwnPage(event)) return refused('it does not come from the page of this app');",
    '',
    '17: messages of strangers are refused',
  ),
  mutant(
    'frames may send',
    'answer-page.ts',
    'senderFrame.parent === null && ',
    '',
    '17: messages of strangers are refused',
  ),
  mutant(
    'no check of the shape',
    'answer-page.ts',
    'if (!isShape(given)) return refused(`it is not what ${name} takes`);',
    '',
    'messages of a wrong shape are refused',
  ),
  mutant(
    'an account by any text',
    'answer-page.ts',
    '&& /^[\\w-]{1,100}\\.[\\w-]{1,100}$/.test(given[0])',
    '',
    'messages of a wrong shape are refused',
  ),
  mutant(
    'one channel more',
    'main.ts',
    'answerPage(ipcMain, userSession);',
    "answerPage(ipcMain, userSession); ipcMain.handle('session:token', () => client.getTokenCache().serialize());",
    'other channels are not there',
  ),
  mutant(
    'any file by its path',
    'serve-page.ts',
    'files.get(pathname)',
    "(files.get(pathname) ?? readFileSync(join(folder, '../main.cjs')))",
    '18: pages have a scheme of their own, and no path leads out of it',
  ),
  mutant(
    'ipcRenderer for the page',
    'preload.ts',
    "contextBridge.exposeInMainWorld('userSession', api);",
    "contextBridge.exposeInMainWorld('userSession', api); contextBridge.exposeInMainWorld('ipc', { invoke: ipcRenderer.invoke });",
    '20: the page gets named functions and nothing of Electron',
  ),
  mutant(
    'events for the page',
    'preload.ts',
    'listener(state)',
    '(listener as (...given: unknown[]) => void)(state, _event)',
    '20: the page gets named functions and nothing of Electron',
  ),
  mutant(
    'many instances',
    'main.ts',
    'if (app.requestSingleInstanceLock())',
    'if (app.requestSingleInstanceLock() || true)',
    'a second instance leaves, and the first comes to the front',
  ),
  mutant(
    'a token in the state',
    'user-session.ts',
    'view = { scopes,',
    'view = { accessToken: result.accessToken, scopes,',
    'no token gets to the page, whatever it does',
  ),
  mutant(
    'the whole result as answer',
    'user-session.ts',
    'return { status: response.status,',
    'return { token: await getToken(), status: response.status,',
    'no token gets to the page, whatever it does',
  ),
];
