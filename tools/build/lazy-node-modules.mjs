import http from 'node:http';
import https from 'node:https';

/** What they export, by their names. */
const lazy = { http: Object.keys(http), https: Object.keys(https) };

/**
 * Loads Node's network stack when it is first used. MSAL imports it at once, for a loopback server and
 * a client of its own; a token that comes from the cache needs neither, and they are a tenth of its time.
 *
 * @type {import('esbuild').Plugin}
 */
export const lazyNodeModules = {
  name: 'lazy-node-modules',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?https?$/ }, ({ path, kind, namespace }) =>
      kind === 'import-statement' && namespace !== 'lazy-node'
        ? { path: path.replace(/^node:/, ''), namespace: 'lazy-node' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-node' }, ({ path }) => {
      const getters = lazy[/** @type {keyof typeof lazy} */ (path)].map(
        (name) => `get ${name}() { return load().${name}; }`,
      );
      return {
        contents: `const load = () => require('node:${path}');\nmodule.exports = { ${getters.join(', ')} };`,
      };
    });
  },
};
