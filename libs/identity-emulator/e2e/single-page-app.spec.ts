// @requires chromium
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { build } from 'esbuild';
import { request } from '../src/testing/request.ts';
import { useVisitor } from './visitor.ts';

const visitor = useVisitor({ bypassCSP: false });
let script: string;
let server: Server;
let html = '';
beforeAll(async () => {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'page-with-msal.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  script = bundle.outputFiles[0]?.text ?? '';
  server = createServer((incoming, response) => {
    const isScript = incoming.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

describe('@azure/msal-browser', () => {
  test('signs in by redirect, refreshes by script and calls Graph', async () => {
    const { emulator, page } = visitor;
    const tenant = new URL(emulator.authority).pathname;
    const configuration = `${emulator.pages}${tenant}/v2.0/.well-known/openid-configuration`;
    const settings = {
      clientId: '40b16ea8-735c-4c9d-95ea-d192c0643b57',
      authority: emulator.authority,
      metadata: (await request(configuration)).body,
    };
    html = `<body><script type="application/json" id="settings">${JSON.stringify(settings)}</script>
      <script type="module" src="/page.js"></script>`;
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await visitor.signInForApp('adele@contoso.example', 'Password-of-Adele-1');
    await page.getByText('Adele Vance, from cache: false').waitFor();
  });
});
