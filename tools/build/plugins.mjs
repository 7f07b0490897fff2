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

/** What no token from the cache needs: a network, a lock, a write. Of the first ones, plain functions are what is imported. */
const functions = /^(?:node:)?(?:os|(?:fs|timers)\/promises)$/;
const members = /^(?:node:)?(?:https?|net|child_process|tty|readline|readline\/promises)$/;

/**
 * Loads parts of Node when they are first used. MSAL and the cache import them at once; a token that
 * comes from the cache needs none of them, and they are a tenth of its time.
 *
 * @type {Plugin}
 */
export const lazyNodeModules = {
  name: 'lazy-node-modules',
  setup(build) {
    for (const [filter, namespace, contentsFor] of /** @type {const} */ ([
      [functions, 'lazy-functions', functionsOf],
      [members, 'lazy-members', membersOf],
    ])) {
      build.onResolve({ filter }, ({ path, kind, namespace: from }) =>
        kind === 'import-statement' && from !== namespace
          ? { path: path.replace(/^node:/, ''), namespace }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: contentsFor(`node:${path}`),
      }));
    }
  },
};

/**
 * Each function by a function: esbuild joins them to what imports them, and drops the others. A text, such as EOL, is
 * read at once where it is imported; an import of anything else fails the build.
 *
 * @param {string} name of a part of Node
 */
function functionsOf(name) {
  const own = Object.entries(process.getBuiltinModule(name) ?? {});
  const names = own.flatMap(([key, value]) => (typeof value === 'function' ? [key] : []));
  const texts = own.flatMap(([key, value]) => (typeof value === 'string' ? [key] : []));
  const each = names.map(
    (key) => `export const ${key} = (...given) => require('${name}').${key}(...given);`,
  );
  each.push(
    ...texts.map(
      (key) => `export const ${key} = /* @__PURE__ */ (() => require('${name}').${key})();`,
    ),
  );
  return `${each.join('\n')}\nexport default { ${names.join(', ')} };`;
}

/**
 * All of a part of Node, classes and constants too, by getters.
 *
 * @param {string} name
 */
function membersOf(name) {
  return `
    for (const key of '${Object.keys(process.getBuiltinModule(name) ?? {}).join(' ')}'.split(' ')) {
      const get = () => require('${name}')[key];
      Object.defineProperty(module.exports, key, { enumerable: true, get });
    }`;
}

/**
 * Loads a package when it is first called: its tables for wide letters are for text, not for a token as JSON.
 *
 * @type {Plugin}
 */
export const lazyWidths = {
  name: 'lazy-widths',
  setup(build) {
    build.onResolve({ filter: /^fast-string-width$/ }, ({ path, kind, resolveDir }) =>
      kind === 'import-statement'
        ? { path, namespace: 'lazy-widths', pluginData: resolveDir }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-widths' }, ({ path, pluginData }) => ({
      contents: `export default (...given) => require('${path}').default(...given);`,
      resolveDir: pluginData,
    }));
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
