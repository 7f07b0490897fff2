/** What no token from the cache needs: a network, a lock, a write. */
const lazy =
  /^(?:node:)?(?:https?|net|os|child_process|tty|readline|(?:fs|timers|readline)\/promises)$/;

/**
 * Loads parts of Node when they are first used. MSAL and the cache import them at once; a token that
 * comes from the cache needs none of them, and they are a tenth of its time.
 *
 * @type {import('esbuild').Plugin}
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
