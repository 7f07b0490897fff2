import { readFileSync } from 'node:fs';

/** @typedef {import('esbuild').Plugin} Plugin */

/**
 * Lets a sample's main.ts use top-level await although the bundle is CommonJS, which has none:
 * the imports stay where they are, the rest becomes the body of an async function.
 *
 * @param {string} entry absolute path of main.ts
 * @returns {Plugin}
 */
export function asyncEntry(entry) {
  return {
    name: 'async-entry',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]main\.ts$/ }, ({ path }) => {
        if (path !== entry) return undefined;
        const code = readFileSync(path, 'utf8');
        // As Prettier leaves them.
        const imports = /^import [^;]*;$/gm;
        const body = code.replaceAll(imports, '');
        return {
          contents: `${code.match(imports)?.join('\n')}\n(async () => {\n${body}\n})();`,
          loader: 'ts',
        };
      });
    },
  };
}

/** What no token from the cache needs: a network, a lock, a write. */
const lazy =
  /^(?:node:)?(?:https?|net|os|child_process|tty|readline|(?:fs|timers|readline)\/promises)$/;

/**
 * Loads parts of Node when they are first used. MSAL and the cache import them at once; a token that
 * comes from the cache needs none of them, and they are a tenth of its time.
 *
 * @type {Plugin}
 */
export const lazyNodeModules = {
  name: 'lazy-node-modules',
  setup(build) {
    build.onResolve({ filter: lazy }, ({ path, kind, namespace }) =>
      kind === 'import-statement' && namespace !== 'lazy-node'
        ? { path: path.replace(/^node:/, ''), namespace: 'lazy-node' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-node' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(`node:${path}`) ?? {}).join(' ');
      const contents = `
        for (const name of '${names}'.split(' ')) {
          const get = () => require('node:${path}')[name];
          Object.defineProperty(module.exports, name, { enumerable: true, get });
        }`;
      return { contents };
    });
  },
};

const inMsal = /[\\/]node_modules[\\/]@azure[\\/]msal-node[\\/]/;
const resolved = Symbol('resolved by this plugin');

/**
 * Lets esbuild drop the parts of MSAL Node that a sample does not import (confidential clients, managed
 * identities): its modules only declare, but its package.json does not say so as msal-common's does.
 *
 * @type {Plugin}
 */
export const unusedMsal = {
  name: 'unused-msal',
  setup(build) {
    build.onResolve({ filter: /^(\.|@azure\/msal-node$)/ }, async (asked) => {
      if (asked.pluginData === resolved) return undefined;
      if (asked.path.startsWith('.') && !inMsal.test(asked.importer)) return undefined;
      const { kind, importer, resolveDir } = asked;
      const options = { kind, importer, resolveDir, pluginData: resolved };
      const { path, errors } = await build.resolve(asked.path, options);
      return { path, errors, sideEffects: false };
    });
  },
};

/**
 * Replaces `jsonwebtoken` by a stub that refuses. MSAL Node signs client assertions with it, for
 * confidential clients that prove themselves by a certificate. A public client has no secret to prove and
 * never calls it, yet its import is more than a third of MSAL's start-up time.
 *
 * @type {Plugin}
 */
export const withoutJsonwebtoken = {
  name: 'without-jsonwebtoken',
  setup(build) {
    build.onResolve({ filter: /^jsonwebtoken$/ }, () => ({ path: 'stub', namespace: 'no-jwt' }));
    build.onLoad({ filter: /.*/, namespace: 'no-jwt' }, () => ({ contents: stub }));
  },
};

const stub = `
const refuse = () => {
  throw new Error('This bundle has no jsonwebtoken: a public client needs none. To sign in with a client certificate, run the program unbundled or build it without withoutJsonwebtoken of tools/build/plugins.mjs.');
};
export default { sign: refuse, verify: refuse, decode: refuse };
`;
