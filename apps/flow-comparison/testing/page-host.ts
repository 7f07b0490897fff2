import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { viteBuild } from '../src/build-page.ts';
import type { Recording, StageState } from '../src/messages.ts';

/** The static page on a web server that knows nothing of it. */
export interface PageHost {
  /** Under a path of its own. */
  url: string;
  folder: string;
  [Symbol.asyncDispose](): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/**
 * Builds the static page and serves it below `/some/where/`.
 *
 * @param own - the stage and the runs beside it, instead of the recordings of this workspace
 */
export async function hostPage(own?: {
  stage: StageState;
  recordings: readonly Recording[];
}): Promise<PageHost> {
  const folder = mkdtempSync(join(tmpdir(), 'flow-comparison-'));
  await viteBuild('--mode', 'static', '--outDir', folder, '--emptyOutDir');
  if (own) {
    const { stage, recordings } = own;
    rmSync(join(folder, 'recordings'), { recursive: true, force: true });
    mkdirSync(join(folder, 'recordings'));
    const files = recordings.map(({ flow, run, scenario }, at) => ({
      ...{ flow, run, file: `${at}.json` },
      ...(scenario !== undefined && { scenario }),
    }));
    const write = (file: string, content: unknown) =>
      writeFileSync(join(folder, 'recordings', file), JSON.stringify(content));
    write('index.json', { stage: { en: stage, ko: stage }, files });
    recordings.forEach((recording, at) => write(`${at}.json`, recording));
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = normalize(pathname.replace(/^\/some\/where\//, '').replace(/^$/, 'index.html'));
    readFile(join(folder, file)).then(
      (content) =>
        response.setHeader('content-type', types[extname(file)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`,
    folder,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
