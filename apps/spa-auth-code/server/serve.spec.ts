// @long what the server refuses; user-in-a-browser.spec.ts shows what it serves
import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { get, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { usersEnvironment } from '@entra-flows/sample-testing';
import { readArguments } from './read-arguments.ts';

const program = ['--conditions=source', '--import', 'tsx', join(import.meta.dirname, 'serve.ts')];
let child: ChildProcess;
let address: string;
beforeAll(async () => {
  const env = {
    ...usersEnvironment(),
    ENTRA_CLIENT_ID: '40b16ea8-735c-4c9d-95ea-d192c0643b57',
    ENTRA_AUTHORITY: 'https://login.microsoftonline.com/5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
  };
  child = spawn(process.execPath, [...program, '--port', '0'], { env });
  address = await addressOf(child);
});
afterAll(async () => {
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
});

/** The status of a request for a web socket. */
async function upgraded(address: { host: string; port: string; path: string }): Promise<number> {
  const headers = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    'sec-websocket-protocol': 'vite-hmr',
  };
  const sent = request({ ...address, headers }).end();
  const [response, socket] = (await once(sent, 'upgrade')) as [IncomingMessage, Socket];
  socket.destroy();
  return response.statusCode ?? 0;
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const [part] of on(stdout as Readable, 'data') as AsyncIterable<[Buffer]>) {
    said += part.toString();
    const [, address] = /^Open (\S+)\n/m.exec(said) ?? [];
    if (address) return address;
  }
  throw new Error(said);
}

/** The path goes out as it is: `fetch` would tidy it up. */
async function statusOf(path: string, headers = {}): Promise<number> {
  const { hostname, port } = new URL(address);
  const [response] = (await once(get({ hostname, port, path, headers }), 'response')) as [
    IncomingMessage,
  ];
  response.resume();
  return response.statusCode ?? 0;
}

/** As a browser does it: a module is known when another one has imported it. */
async function importedFrom(path: string, seen = new Set<string>()): Promise<Set<string>> {
  seen.add(path);
  const text = await (await fetch(new URL(path, address))).text();
  for (const [, next = ''] of text.matchAll(/(?:^import |from |src=)"(\/[^"]+)"/gm))
    if (!seen.has(next)) await importedFrom(next, seen);
  return seen;
}

const clone = join(import.meta.dirname, '../../..');

test('serves what the page imports, and nothing else of the clone', async () => {
  const modules = await importedFrom('/');
  expect([...modules].join()).toMatch(/explain-auth-error\.ts.*msal|msal.*explain-auth-error\.ts/);
  for (const path of modules) expect([path, await statusOf(path)]).toEqual([path, 200]);
  // MSAL Node does not run in a browser; a build would leave out what the page does not use of it.
  expect([...modules].filter((path) => /msal-node|\/src\/msal\//.test(path))).toEqual([]);

  const link = join(import.meta.dirname, `../src/link-of-a-test-${process.pid}.css`);
  symlinkSync('../package.json', link);
  try {
    const inLib = `/@fs${clone}/libs/auth-core`;
    const refused = [
      `/@fs${clone}/package.json`,
      `/@fs/${clone}/package.json`,
      `/@fs${clone}/package.json?import&raw`,
      `/@fs${clone}/package.json?.svg?.wasm?init`,
      `/@fs${clone}/.git/HEAD`,
      `/@fs${clone}/apps/spa-auth-code/src/../package.json`,
      `/@fs/etc/passwd`,
      `/@id/${clone}/package.json`,
      `/@id/${clone}/package.json?raw`,
      `/@id/__x00__${clone}/package.json`,
      `${inLib}/package.json`,
      `${inLib}/src/cache/key-from-file.ts`,
      '/package.json',
      '/package.json?import',
      '/server/serve.ts',
      '/vite.config.ts',
      '/testing/built-page.ts',
      '/node_modules/.vite/deps/../../../package.json',
      '/src/../package.json',
      '/src/..%2fpackage.json',
      '/src/%2e%2e/package.json',
      '/src/..%5cpackage.json',
      '/src/%252e%252e/package.json',
      '/src//../package.json',
      '/src/main.ts?raw',
      '/src/main.ts?import&raw',
      '/src/main.ts?url',
      '/src/main.ts?import&url&inline',
      '/src/main.ts?v=1&worker',
      `/src/${basename(link)}`,
      `/src/${basename(link)}?direct`,
      `${address}package.json`,
      '/__open-in-editor?file=package.json',
    ];
    const given: string[] = [];
    for (const path of refused) if ((await statusOf(path)) === 200) given.push(path);
    expect(given).toEqual([]);
  } finally {
    rmSync(link);
  }
}, 30_000);

test('gives its sources to its own origin only; any page may lead to it', async () => {
  const elsewhere = { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' };
  for (const headers of [elsewhere, { 'sec-fetch-site': 'cross-site' }])
    expect(await statusOf('/src/main.ts', { ...headers, 'sec-fetch-mode': 'cors' })).toBe(404);
  const { headers } = await fetch(`${address}src/main.ts`, {
    headers: { origin: elsewhere.origin },
  });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect(await statusOf('/redirect.html?code=x', { ...link, 'sec-fetch-dest': 'document' })).toBe(
    200,
  );
  expect(await statusOf('/redirect.html', { ...link, 'sec-fetch-dest': 'iframe' })).toBe(404);
});

test('serves the page and its updates on both addresses of localhost', async () => {
  const { port } = new URL(address);
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    const page = await fetch(`http://${host}:${port}/`);
    expect(await page.text()).toContain('Content-Security-Policy');
    const client = await (await fetch(`http://${host}:${port}/@vite/client`)).text();
    const token = /wsToken = "([^"]+)"/.exec(client)?.[1] ?? '';
    expect(
      await upgraded({ host: host.replace(/[[\]]/g, ''), port, path: `/?token=${token}` }),
    ).toBe(101);
  }
}, 30_000);

test.each([
  [['--lang'], /✕ Option '--lang <value>' argument missing\./],
  [['--lang', ''], /✕ --lang "" is none of: en, ko\./],
])('%j without a language says what is missing', async (args, line) => {
  const started = spawn(process.execPath, [...program, ...args], {
    env: { ...usersEnvironment(), LANG: 'C.UTF-8' },
  });
  const [err] = await Promise.all([text(started.stderr), once(started, 'close')]);
  expect({ code: started.exitCode, err }).toEqual({ code: 2, err: expect.stringMatching(line) });
});

test.each(['en', 'ko'])('no line of the help is wider than a terminal, in %s', (language) => {
  const { help = '' } = readArguments(['--help', '--lang', language]);
  expect(help).toContain('--port NUMBER');
  // Hangul takes two columns.
  const lines = help.replace(/[가-힣]/g, '##').split('\n');
  expect(lines.filter(({ length }) => length > 80)).toEqual([]);
});

test.each([
  ['help', ['--help']],
  ['wrong usage', ['--no-such-option']],
  ['without settings', []],
])('%s is said, and it ends', async (_title, args) => {
  const started = spawn(process.execPath, [...program, ...args], {
    env: { ...usersEnvironment(), LANG: 'C.UTF-8' },
  });
  const [out, err] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    once(started, 'close') as Promise<[number | null]>,
  ]);
  expect({ code: started.exitCode, out, err }).toMatchSnapshot();
});
