import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

test.each([
  'classify-auth-error',
  'explain-auth-error',
  'merge-claims',
  'microsoft-clouds',
  'page',
  'web-link',
])('%s runs in a browser too: it leads to nothing of Node.js, and to no package', async (entry) => {
  const { metafile } = await build({
    stdin: {
      contents: `export * from '@entra-flows/auth-core/${entry}'`,
      resolveDir: import.meta.dirname,
    },
    platform: 'browser',
    conditions: ['source'],
    format: 'esm',
    bundle: true,
    write: false,
    metafile: true,
  });
  expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules/'))).toEqual([]);
});
