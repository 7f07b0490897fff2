import { join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { UsageError } from './usage-error.ts';
import { cacheLocation, userDataFolder, type UserEnvironment } from './cache-location.ts';

const nobodyThere = () => {
  throw new Error('ENOENT: uv_os_get_passwd');
};

describe('where the system keeps the data of a user', () => {
  test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', { XDG_DATA_HOME: '/data', HOME: '/h' }, '/data'],
    ['linux', { HOME: '/h' }, '/h/.local/share'],
    ['linux', {}, '/of/user/.local/share'],
    ['linux', { HOME: '', XDG_DATA_HOME: '' }, '/of/user/.local/share'],
    ['linux', { HOME: 'h', XDG_DATA_HOME: 'data' }, '/of/user/.local/share'],
    ['linux', { HOME: './h', XDG_DATA_HOME: '~/data' }, '/of/user/.local/share'],
    ['darwin', { HOME: '/h', XDG_DATA_HOME: '/data' }, '/h/Library/Application Support'],
    ['darwin', { HOME: 'h' }, '/of/user/Library/Application Support'],
    ['win32', { LOCALAPPDATA: 'D:\\l', USERPROFILE: 'C:\\u' }, 'D:\\l'],
    ['win32', { LOCALAPPDATA: 'l', USERPROFILE: 'C:\\u' }, 'C:\\u\\AppData\\Local'],
  ])('%s %j: %s', (platform, env, folder) => {
    expect(userDataFolder({ platform, env, homeOfUser: () => '/of/user' })).toBe(folder);
  });

  test.each<[string, UserEnvironment]>([
    ['no entry in the user database', { env: {}, homeOfUser: nobodyThere }],
    ['an entry without a folder', { env: { HOME: '' }, homeOfUser: () => '' }],
    ['a relative one', { env: { HOME: 'x' }, homeOfUser: () => 'home' }],
    ['none at all', { env: {}, homeOfUser: () => null }],
  ])('%s is one line that names --cache', (_, environment) => {
    const find = () => userDataFolder({ platform: 'linux', ...environment });
    expect(find).toThrow(UsageError);
    expect(find).toThrow(/^[^\n]+ or name a file with --cache FILE\.$/);
  });
});

test.each([
  ['Fabrikam Portal', 'Fabrikam Portal'],
  ['파브리캄', '파브리캄'],
  ['a.b', 'a.b'],
  ['Sales/Orders', 'Sales%2fOrders'],
  ['../..', '%2e%2e%2f%2e%2e'],
  ['Orders: 2.', 'Orders%3a 2%2e'],
])('the cache of an app named %j lies in a folder of its own', (name, folder) => {
  const where = {
    clientId: '00001111-aaaa-2222-bbbb-3333cccc4444',
    authority: 'https://login.microsoftonline.com/contoso.example',
    emulator: undefined,
  };
  const inside = relative(userDataFolder(), cacheLocation(where as never, name));
  expect(inside.split(sep)[0]).toBe(folder);
  const atEmulator = { ...where, emulator: { file: join(sep, 'flows', 'emulator.json') } };
  const beside = relative(join(sep, 'flows'), cacheLocation(atEmulator as never, name));
  expect(beside.split(sep).slice(0, 2)).toEqual(['token-cache', folder]);
});
