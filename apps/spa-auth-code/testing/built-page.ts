import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';
import { usersEnvironment } from '@entra-flows/sample-testing';

/** "Contoso Single Page" of the default directory. */
const clientId = '40b16ea8-735c-4c9d-95ea-d192c0643b57';
const vite = join(
  dirname(createRequire(import.meta.url).resolve('vite/package.json')),
  'bin/vite.js',
);
const project = join(import.meta.dirname, '..');

/** What `nx build` writes, on a web server of its own. */
export interface BuiltPage {
  url: string;
  close(): Promise<void>;
}

export async function builtPage(emulator: IdentityEmulator): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), 'spa-auth-code-'));
  const endpoints = join(folder, 'endpoints.json');
  const { authority, pages } = emulator;
  writeFileSync(endpoints, JSON.stringify({ authority, pages }));
  await buildInto(join(folder, 'page'), {
    ENTRA_CLIENT_ID: clientId,
    ENTRA_AUTHORITY: authority,
    ENTRA_EMULATOR: endpoints,
  });
  const server = serveFolder(join(folder, 'page')).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns what the build said */
export async function buildInto(folder: string, settings: NodeJS.ProcessEnv): Promise<string> {
  const args = [vite, 'build', project, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const env = { ...usersEnvironment(), ...settings };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd: tmpdir(),
    env,
  });
  return stdout + stderr;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

function serveFolder(folder: string) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(file).then(
      (content) =>
        response.setHeader('content-type', types[extname(file)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    );
  });
}
