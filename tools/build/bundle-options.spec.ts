import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
import { explainAuthError } from '@entra-flows/auth-core';
import { lazyNodeModules } from './lazy-node-modules.mjs';
import { packedRemedies } from './packed-remedies.mjs';

type Exports = Record<string, (...args: unknown[]) => unknown>;

/** What a bundle of these lines exports. */
async function bundled(contents: string, plugin: Plugin): Promise<Exports> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    external: ['@napi-rs/keyring'],
    plugins: [plugin],
  });
  const module = { exports: {} as Exports };
  const run = runInThisContext(`(function (module, require) {${outputFiles[0]?.text}\n})`) as (
    module: object,
    require: NodeJS.Require,
  ) => void;
  run(module, createRequire(import.meta.url));
  return module.exports;
}

test('a bundle explains errors in the words of the source, in each language', async () => {
  const source = `export { explainAuthError } from '@entra-flows/auth-core';`;
  const { explainAuthError: packed } = await bundled(source, packedRemedies);
  for (const language of ['en', 'ko'] as const) {
    const error = 'AADSTS50076: x';
    expect(packed?.(error, { language })).toBe(explainAuthError(error, { language }));
  }
});

test('a bundle gets Node’s HTTP stack by name, by default and as a whole', async () => {
  const source = `
    import http, { Agent } from 'node:http';
    import * as https from 'https';
    export const found = () => [http.Agent === Agent, new Agent() instanceof http.Agent, typeof https.request];`;
  const { found } = await bundled(source, lazyNodeModules);
  expect(found?.()).toEqual([true, true, 'function']);
});
