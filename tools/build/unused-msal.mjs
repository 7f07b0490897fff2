const inMsal = /[\\/]node_modules[\\/]@azure[\\/]msal-node[\\/]/;
const resolved = Symbol('resolved by this plugin');

/**
 * Lets esbuild drop the parts of MSAL Node that a sample does not import (confidential clients, managed
 * identities): its modules only declare, but its package.json does not say so as msal-common's does.
 *
 * @type {import('esbuild').Plugin}
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
