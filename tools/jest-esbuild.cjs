// Jest transformer: TypeScript in, real ESM out. esbuild is here for the bundles anyway.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const self = readFileSync(__filename);

/** @type {import('@jest/transform').SyncTransformer} */
module.exports = {
  process(code, file, { supportsStaticESM }) {
    return transformSync(code, {
      loader: 'ts',
      format: supportsStaticESM ? 'esm' : 'cjs',
      target: 'node20',
      sourcefile: file,
      sourcemap: 'inline',
    });
  },
  // Nothing else of the configuration counts, so that all projects share what is in the cache.
  getCacheKey(code, file, { supportsStaticESM, instrument }) {
    const parts = [self, version, code, file, String(supportsStaticESM), String(instrument)];
    return parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest('hex');
  },
};
