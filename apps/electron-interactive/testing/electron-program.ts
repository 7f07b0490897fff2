// NOT ELECTRON: a program that is started as Electron is, runs an app's unmodified main process in
// Node, and shows its windows in Chromium. testing/README.md lists what it cannot witness.
//   electron [--inspect=0] [--user-data-dir=DIR] [--switch …] FOLDER [arguments]
import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import Module, { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { pagesInChromium } from './chromium/pages-in-chromium.ts';
import { type Chromium, startChromium } from './chromium/start-chromium.ts';
import { standInElectron } from './stand-in/electron.ts';
import type { StorageBackend } from './stand-in/safe-storage.ts';

const given = process.argv.slice(2);
const isSwitch = (one: string) => one.startsWith('--');
const at = given.findIndex((one) => !isSwitch(one));
const rest = given.slice(at);
const switches = new Map(
  given.filter(isSwitch).map((one) => {
    const [name = '', ...value] = one.slice(2).split('=');
    return [name, value.join('=')];
  }),
);
process.argv.splice(1, process.argv.length - 1, ...rest);
const folder = resolve(rest[0] ?? '.');
const { main, productName } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  main: string;
  productName: string;
};

const isInspected = switches.has('inspect');
if (isInspected) {
  inspector.open(0);
  // Playwright holds this pipe as long as it lives.
  new Socket({ fd: 3 })
    .on('close', () => end(1))
    .resume()
    .unref();
}
process.stderr.write(`NOT ELECTRON: Node ${process.versions.node} and Chromium stand in for it\n`);
let chromium: Chromium | undefined;
/** Playwright waits for it; a second instance, which shows nothing, goes without. */
function browser(): Chromium {
  if (chromium) return chromium;
  chromium = startChromium();
  chromium.onEnd(() => end(1));
  return chromium;
}
if (isInspected) browser();
process.once('SIGTERM', () => end(143));

const { electron, becomeReady } = standInElectron({
  switches,
  name: productName,
  userData: resolve(switches.get('user-data-dir') ?? join(folder, 'dist/user-data')),
  backend: (process.env['STAND_IN_KEYRING'] as StorageBackend | undefined) ?? 'gnome_libsecret',
  makePages: (parts) => pagesInChromium(browser, parts),
  exit: end,
});

let isEnding = false;
/** With a debugger attached Node waits for it in `process.exit`, for ever if it is gone. */
function end(code: number): void {
  if (isEnding) return;
  isEnding = true;
  void Promise.resolve(chromium?.end()).finally(() => {
    if (!isInspected) process.exit(code);
    process.kill(process.pid, 'SIGKILL');
  });
}

// The app's own `require('electron')`, and that of Playwright, which looks inside.
const loader = Module as unknown as { _load(name: string, ...more: unknown[]): unknown };
const load = loader._load.bind(Module);
loader._load = (name, ...more) => (name === 'electron' ? electron : load(name, ...more));
// eslint-disable-next-line entra-flows/boundaries -- the app that the command line names
const run = () => createRequire(join(folder, 'package.json'))(join(folder, main)) as unknown;

/** Playwright runs the app when it has looked in. */
const starting = globalThis as unknown as { __playwright_run?: () => void };
const start = () => {
  run();
  becomeReady();
};
if (isInspected) starting.__playwright_run = start;
else start();
