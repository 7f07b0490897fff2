import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { integrityOf } from '@entra-flows/create';

/** Stands in for the registry to which the packages are not published yet: metadata and tarballs, read only. */
export async function serveRegistry(
  tarballs: readonly string[],
): Promise<{ url: string } & AsyncDisposable> {
  const packages = new Map(
    tarballs.map((file) => {
      const text = execFileSync('tar', ['-xzOf', file, 'package/package.json'], {
        encoding: 'utf8',
      });
      const manifest = JSON.parse(text) as { name: string; version: string };
      return [manifest.name, { manifest, file }] as const;
    }),
  );
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url.slice(1));
    const tarball = tarballs.find((file) => basename(file) === path);
    if (tarball) return void response.end(readFileSync(tarball));
    const found = packages.get(path);
    if (!found) return void response.writeHead(404).end('{}');
    const { manifest, file } = found;
    const { name, version } = manifest;
    const dist = {
      tarball: `${address()}${basename(file)}`,
      integrity: integrityOf(readFileSync(file)),
    };
    const versions = { [version]: { ...manifest, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  }).listen(0, '127.0.0.1');
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await once(server, 'listening');
  return {
    url: address(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
