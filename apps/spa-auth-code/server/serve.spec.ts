import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { personsEnvironment } from '@entra-flows/sample-testing';

let child: ChildProcess;
beforeAll(() => {
  const options = ['--conditions=source', '--import', 'tsx', join(import.meta.dirname, 'serve.ts')];
  const env = {
    ...personsEnvironment(),
    ENTRA_CLIENT_ID: '40b16ea8-735c-4c9d-95ea-d192c0643b57',
    ENTRA_AUTHORITY: 'https://login.microsoftonline.com/5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
  };
  child = spawn(process.execPath, [...options, '--port', '0'], { env });
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

test('serves the page and its updates on both addresses of localhost', async () => {
  let said = '';
  for await (const part of child.stdout ?? []) {
    said += String(part);
    if (/^Open \S+\n/m.test(said)) break;
  }
  const { port } = new URL(/^Open (\S+)/m.exec(said)?.[1] ?? '');
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
