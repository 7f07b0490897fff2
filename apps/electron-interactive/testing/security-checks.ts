import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { followSignIn } from '@entra-flows/identity-emulator';
import { channels, type SessionApi } from '../src/session-api.ts';
import { type AppInProcess, appInProcess } from './app-in-process.ts';
import { runPreload } from './run-preload.ts';
import { standInEvent } from './stand-in/stand-in-event.ts';
import { mayAsk } from './stand-in/session.ts';

/** What a check looks at: the built app, started. */
export interface Checked {
  folder: string;
  running: AppInProcess;
  emulator: IdentityEmulator;
  env: NodeJS.ProcessEnv;
}

type Check = (app: Checked) => boolean | Promise<boolean>;

const elsewhere = [
  'https://contoso.example/',
  'http://localhost:1/',
  'file:///etc/passwd',
  'data:text/html,x',
  'app://page.evil.example/index.html',
  'app://evil/index.html',
];
const firstWindow = ({ running }: Checked) => [...running.windows.values()][0]!;
const contentsOf = (app: Checked) => firstWindow(app).webContents;
const preferences = (app: Checked) =>
  contentsOf(app).getLastWebPreferences() as Record<string, unknown>;

/** Whether a window's page is kept from each of these addresses by listeners of that event. */
const prevents = (app: Checked, name: string) =>
  elsewhere.every((url) => {
    const event = standInEvent({ url });
    contentsOf(app).emit(name, event);
    return event.defaultPrevented;
  });

async function pageAnswers(app: Checked, address: string) {
  return (
    app.running.handlers.get('app')?.(new Request(address)) ?? new Response('', { status: 404 })
  );
}

/** Those that answer without a sign-in. */
const shapes: [keyof SessionApi, ...unknown[]][] = [
  ['getState', 1],
  ['chooseAccount'],
  ['chooseAccount', { toString: () => 'a.b' }],
  ['chooseAccount', 'a.b', 'c'],
  ['chooseAccount', '../a.b'],
  ['signOut'],
  ['signOut', 'true'],
  ['signOut', true, true],
  ['callApi', 'https://evil.example/'],
  ['callApi', ['profile']],
  ['callApi', 'profile', 'https://evil.example/'],
  ['callApi', 'constructor'],
  ['signIn', 'https://evil.example/'],
  ['cancel', null],
];
const isRefused = (answer: unknown) =>
  String((answer as { problem?: string }).problem).startsWith('The message was refused');

/** By the number of Electron's own checklist where it has one. */
export const securityChecks: Record<string, Check> = {
  '1: nothing is loaded but the app’s own files': async ({ running }) => {
    const may = await Promise.all(elsewhere.map((url) => mayAsk(running.hooks, url)));
    return !may.includes(true) && (await mayAsk(running.hooks, 'app://page/page.js'));
  },
  '2: no Node in the page, its workers and its frames': (app) => {
    const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } =
      preferences(app);
    return [nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames].every(
      (one) => one === false,
    );
  },
  '3: the preload script has a world of its own': (app) =>
    preferences(app)['contextIsolation'] === true,
  '4: every page is in a sandbox': (app) =>
    app.running.record.isSandboxed && preferences(app)['sandbox'] === true,
  '5: no permission is given': async ({ running: { hooks } }) => {
    const asked = await new Promise<boolean>((answer) =>
      hooks.permissionRequest ? hooks.permissionRequest({}, 'media', answer) : answer(true),
    );
    return !asked && hooks.permissionCheck?.() === false && hooks.devicePermission?.() === false;
  },
  '6: the same-origin policy holds': (app) => preferences(app)['webSecurity'] === true,
  '7: a policy is in the header of every answer': async (app) => {
    for (const path of ['index.html', 'page.js', 'style.css', 'nothing']) {
      const { headers } = await pageAnswers(app, `app://page/${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      if (!policy.includes("default-src 'none'") || /unsafe|\*|https?:|connect-src/.test(policy)) {
        return false;
      }
      if (headers.get('x-content-type-options') !== 'nosniff') return false;
    }
    return true;
  },
  '8: no insecure content in a secure page': (app) =>
    preferences(app)['allowRunningInsecureContent'] === false,
  '9, 10: nothing experimental': (app) =>
    preferences(app)['experimentalFeatures'] === false &&
    !('enableBlinkFeatures' in preferences(app)),
  '11, 12: no embedded pages': (app) =>
    preferences(app)['webviewTag'] === false && prevents(app, 'will-attach-webview'),
  '13: the page stays where it is': (app) => {
    const own = standInEvent({ url: 'app://page/index.html' });
    contentsOf(app).emit('will-frame-navigate', own);
    return (
      prevents(app, 'will-frame-navigate') &&
      prevents(app, 'will-redirect') &&
      !own.defaultPrevented
    );
  },
  '14: no new windows': (app) => elsewhere.every((url) => !contentsOf(app).mayOpen(url)),
  '15: the system opens the authority’s own pages alone': async ({ folder, emulator, env }) => {
    // A forged authority, for an app that has not asked it before.
    const merge = { authorization_endpoint: 'http://localhost:1/t/oauth2/v2.0/authorize' };
    await emulator.control.fault({ at: 'discovery', answer: { merge } });
    const running = await appInProcess(folder, { env });
    let hasOpened = false;
    running.browser.open = () => {
      hasOpened = true;
      void running.ask('cancel');
    };
    const { problem } = (await running.ask('signIn')) as { problem?: string };
    running.end();
    await emulator.control.reset();
    return !hasOpened && String(problem).includes('browser_not_opened');
  },
  '17: messages of strangers are refused': async ({ running }) => {
    const own = { url: 'app://page/index.html', parent: null };
    const strangers = [
      null,
      { url: 'https://contoso.example/', parent: null },
      { url: 'app://page.evil.example/', parent: null },
      { url: 'file:///app/index.html', parent: null },
      { url: 'about:blank', parent: null },
      { url: 'app://page/index.html', parent: own },
    ];
    const names = Object.keys(channels).filter(
      (name) => name !== 'state',
    ) as (keyof typeof channels)[];
    const answers = strangers.flatMap((frame) =>
      names.map((name) => running.invoke(frame, channels[name])),
    );
    return (await Promise.all(answers)).every(isRefused);
  },
  'messages of a wrong shape are refused': async ({ running }) => {
    const answers = shapes.map(([name, ...given]) =>
      running.ask(name as keyof typeof channels, ...given),
    );
    return (await Promise.all(answers)).every(isRefused);
  },
  'other channels are not there': ({ running }) => {
    const answered = Object.values(channels).filter((name) => name !== channels.state);
    return String([...running.channels.keys()].sort()) === String(answered.sort());
  },
  '18: pages have a scheme of their own, and no path leads out of it': async (app) => {
    const isOwn = firstWindow(app).webContents.url === 'app://page/index.html';
    const tries = [
      'app://page/../main.cjs',
      'app://page/%2e%2e/main.cjs',
      'app://page/..%2fmain.cjs',
    ];
    const more = ['app://page//etc/passwd', 'app://page/', 'app://other/index.html'];
    const answers = await Promise.all([...tries, ...more].map((url) => pageAnswers(app, url)));
    return isOwn && answers.every(({ status }) => status === 404);
  },
  '20: the page gets named functions and nothing of Electron': ({ folder }) => {
    const { exposed, invoked, send } = runPreload(folder);
    const api = exposed.get('userSession') ?? {};
    const names = Object.keys(api).filter((name) => name !== 'onState');
    for (const name of names) void api[name]?.('given', { more: 1 });
    let got: unknown[] = [];
    void api['onState']?.((...given: unknown[]) => (got = given));
    send(channels.state, { accounts: [] });
    const own = channels as Record<string, string>;
    return (
      [...exposed.keys()].join() === 'userSession' &&
      names.every((name, at) => invoked[at]?.channel === own[name]) &&
      invoked.length === names.length &&
      got.length === 1
    );
  },
  'a second instance leaves, and the first comes to the front': async ({
    folder,
    running,
    env,
  }) => {
    const window = [...running.windows.values()][0]!;
    const before = window.calls.length;
    window.minimize();
    const second = await appInProcess(folder, { userData: running.userData, env });
    const isAlone = second.windows.size === 0;
    if (!isAlone) second.end(true);
    if (!isAlone || (await second.ended) !== 0) return false;
    const since = () => window.calls.slice(before).join();
    while (!since().includes('focus')) await new Promise(setImmediate);
    return since() === 'minimize,restore,show,focus';
  },
  'no token gets to the page, whatever it does': async ({ running, emulator }) => {
    await emulator.control.reset();
    await emulator.control.user({ does: 'approve', as: emulator.users[0]!.username });
    running.browser.open = (link) => void followSignIn(link);
    const answers = [
      await running.ask('signIn'),
      await running.ask('callApi', 'profile'),
      await running.ask('callApi', 'order'),
      await running.ask('getState'),
    ];
    const isGood = answers.every((answer) => 'value' in (answer as object));
    const sent = [...running.windows.values()].flatMap(({ webContents }) => webContents.sent);
    const seen = JSON.stringify([answers, sent]);
    await running.ask('signOut', false);
    return isGood && sent.length > 0 && !/eyJ|[\w-]{60,}/.test(seen);
  },
};
