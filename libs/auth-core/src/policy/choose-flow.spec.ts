import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { chooseFlow } from './choose-flow.ts';
import { type MachineEnvironment, readEnvironment } from './machine-environment.ts';

const desktop: MachineEnvironment = { platform: 'linux', variables: { DISPLAY: ':0' } };
const windows: MachineEnvironment = { platform: 'win32', variables: { SESSIONNAME: 'Console' } };

const usable = (environment: MachineEnvironment) =>
  chooseFlow(environment)
    .filter((choice) => choice.usable)
    .map(({ flow }) => flow);
const browser = (environment: MachineEnvironment) =>
  chooseFlow(environment).find(({ flow }) => flow === 'interactive');

describe('a machine with a browser takes it first, and a device code after it', () => {
  test.each<[string, MachineEnvironment, RegExp]>([
    ['Linux with X', desktop, /display/],
    ['Linux with Wayland', { platform: 'linux', variables: { WAYLAND_DISPLAY: 'w' } }, /display/],
    ['macOS', { platform: 'darwin', variables: {} }, /desktop session/],
    ['Windows', windows, /desktop session/],
    ['BROWSER', { platform: 'linux', variables: { DISPLAY: ':0', BROWSER: 'firefox' } }, /BROWSER/],
    ['CI=false', { platform: 'linux', variables: { DISPLAY: ':0', CI: 'false' } }, /display/],
    ['a list', { ...desktop, variables: { DISPLAY: ':0', BROWSER: ':firefox:lynx' } }, /BROWSER/],
    [
      'a browser inside a container',
      { ...desktop, container: '/.dockerenv', variables: { DISPLAY: ':0', BROWSER: 'chromium' } },
      /BROWSER/,
    ],
    ['BROWSER of blanks', { ...desktop, variables: { DISPLAY: ':0', BROWSER: ' ' } }, /display/],
    [
      'BROWSER with a drive',
      { ...windows, variables: { BROWSER: 'C:\\Program Files\\Firefox\\firefox.exe' } },
      /BROWSER/,
    ],
    [
      'a name that has lynx in it',
      { ...desktop, variables: { DISPLAY: ':0', BROWSER: '/opt/lynxos/run' } },
      /BROWSER/,
    ],
    [
      'WSL with interop',
      { platform: 'linux', variables: { WSL_DISTRO_NAME: 'U' }, windowsInterop: true },
      /Windows/,
    ],
    [
      'WSL without interop, with WSLg',
      { platform: 'linux', variables: { WSL_DISTRO_NAME: 'U', DISPLAY: ':0' } },
      /display/,
    ],
  ])('%s', (_, environment, reason) => {
    expect(usable(environment)).toEqual(['interactive', 'device-code']);
    expect(browser(environment)?.reason).toMatch(reason);
  });
});

describe('a machine without one takes the device code, and says why', () => {
  test.each<[string, MachineEnvironment, RegExp]>([
    [
      'SSH',
      { ...desktop, variables: { DISPLAY: 'localhost:10', SSH_CONNECTION: 'a' } },
      /SSH_CONNECTION/,
    ],
    ['SSH from Windows', { ...windows, variables: { SSH_CLIENT: 'a' } }, /SSH_CLIENT/],
    ['a terminal over SSH', { ...desktop, variables: { SSH_TTY: '/dev/pts/1' } }, /SSH_TTY/],
    ['a container', { ...desktop, container: '/.dockerenv' }, /dockerenv/],
    [
      'Kubernetes',
      { ...desktop, variables: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } },
      /KUBERNETES/,
    ],
    ['Codespaces', { ...desktop, variables: { CODESPACES: 'true', BROWSER: 'x' } }, /CODESPACES/],
    ['a dev container', { ...desktop, variables: { REMOTE_CONTAINERS: 'true' } }, /REMOTE_CONT/],
    ['a screen of blanks', { platform: 'linux', variables: { DISPLAY: ' ' } }, /DISPLAY/],
    ['BROWSER=none', { ...desktop, variables: { DISPLAY: ':0', BROWSER: 'none' } }, /no browser/],
    [
      'BROWSER=echo',
      { ...desktop, variables: { DISPLAY: ':0', BROWSER: 'echo %s' } },
      /no browser/,
    ],
    [
      'BROWSER=true',
      { ...desktop, variables: { DISPLAY: ':0', BROWSER: '/bin/true' } },
      /no browser/,
    ],
    ['no screen', { platform: 'linux', variables: {} }, /DISPLAY/],
    ['WSL without both', { platform: 'linux', variables: { WSL_DISTRO_NAME: 'U' } }, /DISPLAY/],
    ['CI', { ...windows, variables: { CI: 'true' } }, /CI/],
    [
      'lynx',
      { ...desktop, variables: { DISPLAY: ':0', BROWSER: '/usr/bin/lynx' } },
      /text browser/,
    ],
    [
      'w3m with its arguments',
      { ...desktop, variables: { DISPLAY: ':0', BROWSER: 'w3m %s' } },
      /text/,
    ],
    ['links in a list', { ...desktop, variables: { DISPLAY: ':0', BROWSER: 'links:w3m' } }, /text/],
    ['Server Core', { ...windows, serverCore: true }, /Server Core/],
    ['session 0', { ...windows, variables: { SESSIONNAME: 'Services' } }, /service/],
    ['the machine account', { ...windows, variables: { USERNAME: 'HOST1$' } }, /service/],
  ])('%s', (_, environment, reason) => {
    expect(usable(environment)).toEqual(['device-code']);
    expect(browser(environment)?.reason).toMatch(reason);
  });
});

describe('a broker', () => {
  test('comes first where the program has one', () => {
    expect(usable({ ...windows, broker: true })).toEqual(['broker', 'interactive', 'device-code']);
  });

  test.each<[string, MachineEnvironment]>([
    ['none', windows],
    ['over SSH', { ...windows, broker: true, variables: { SSH_CONNECTION: 'a' } }],
    ['in WSL', { ...desktop, broker: true, variables: { WSL_DISTRO_NAME: 'U', DISPLAY: ':0' } }],
  ])('is left out with its reason: %s', (_, environment) => {
    const last = chooseFlow(environment).filter((choice) => !choice.usable);
    expect(last).toContainEqual({
      flow: 'broker',
      usable: false,
      reason: expect.stringMatching(/\w{3,}/),
    });
  });
});

describe('readEnvironment', () => {
  const folders: string[] = [];
  const root = async (...files: [string, string][]) => {
    const folder = await mkdtemp(join(tmpdir(), 'machine-'));
    folders.push(folder);
    for (const [name, text] of files) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  };
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  test.each([
    ['.dockerenv', '', '/.dockerenv'],
    ['run/.containerenv', '', '/run/.containerenv'],
    ['proc/1/cgroup', '0::/kubepods/burstable/pod1\n', '/proc/1/cgroup'],
    ['proc/1/cgroup', '0::/init.scope\n', undefined],
  ])('knows a container by %s %j', async (name, text, container) => {
    const folder = await root([name, text]);
    expect(readEnvironment({ platform: 'linux', root: folder }).container).toBe(container);
    expect(readEnvironment({ platform: 'darwin', root: folder }).container).toBeUndefined();
  });

  test.each(['WSLInterop', 'WSLInterop-late'])('knows WSL by %s', async (name) => {
    const folder = await root([`proc/sys/fs/binfmt_misc/${name}`, 'enabled']);
    expect(readEnvironment({ root: folder }).windowsInterop).toBe(true);
    expect(readEnvironment({ root: join(folder, 'proc') }).windowsInterop).toBe(false);
  });

  test('knows Windows without a desktop', async () => {
    const folder = await root();
    await mkdir(folder, { recursive: true });
    const core = { platform: 'win32', root: folder, variables: { SystemRoot: folder } } as const;
    expect(readEnvironment(core).serverCore).toBe(true);
    await writeFile(join(folder, 'explorer.exe'), '');
    expect(readEnvironment(core).serverCore).toBe(false);
  });

  test('takes only the variables that tell something', () => {
    const { variables } = readEnvironment({ variables: { CI: '1', AWS_SECRET: 'x' } });
    expect(variables['CI']).toBe('1');
    expect(JSON.stringify(variables)).not.toContain('AWS_SECRET');
  });

  test('reads this machine when nothing else is said', () => {
    expect(readEnvironment().platform).toBe(process.platform);
    expect(chooseFlow()).toHaveLength(3);
    for (const { reason } of chooseFlow(undefined, 'ko')) expect(reason).toMatch(/[가-힣]/);
  });
});
