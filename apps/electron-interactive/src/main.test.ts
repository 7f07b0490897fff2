// For a copy: its main process as it is built. NOT ELECTRON: a stand-in takes its place, as the
// npm package of Electron does not hold its program.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  followSignIn,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import { buildApp } from '../launch/build-app.ts';
import { appInProcess } from '../testing/app-in-process.ts';
import type { Outcome, SessionState } from './session-api.ts';

const user = 'adele@contoso.example';
let emulator: IdentityEmulator;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'test-'));
  [emulator] = await Promise.all([startIdentityEmulator(), buildApp(join(folder, 'app'))]);
  const { authority, graph, ca, pages } = emulator;
  const endpoints = { authority, graph, ca, pages };
  writeFileSync(join(folder, 'endpoints.json'), JSON.stringify(endpoints));
});
after(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const startApp = () =>
  appInProcess(join(folder, 'app'), {
    userData: join(folder, 'user-data'),
    env: {
      ENTRA_CLIENT_ID: emulator.clientId,
      ENTRA_AUTHORITY: emulator.authority,
      ENTRA_EMULATOR: join(folder, 'endpoints.json'),
    },
  });
type State = Outcome<SessionState>;
const accounts = (state: State) =>
  'value' in state && state.value.accounts.map((one) => one.username);

test('signs the user in with the browser, and still knows them after a restart', async () => {
  await emulator.control.user({ does: 'approve', as: user });
  const app = await startApp();
  app.browser.open = (link) => void followSignIn(link);
  assert.deepEqual(accounts((await app.ask('signIn')) as State), [user]);
  app.end(true);
  await app.ended;
  const later = await startApp();
  assert.deepEqual(accounts((await later.ask('getState')) as State), [user]);
  later.end(true);
});

test('the page gets an answer of the API, and no token', async () => {
  const app = await startApp();
  const answer = await app.ask('callApi', 'profile');
  assert.match(JSON.stringify(answer), new RegExp(user));
  assert.doesNotMatch(JSON.stringify(answer), /eyJ[\w-]+\.eyJ/);
  app.end();
});
