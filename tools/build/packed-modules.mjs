import { brotliCompressSync } from 'node:zlib';

/** What only users read, and what only a browser or a QR code needs: a fifth of a bundle. */
const packed =
  /[\\/](?:error-table\.generated|all-remedies|all-texts|file-fault-texts|own-texts\.(?:en|ko)|page-style)\.ts$|^(?:open|uqr)$/;
const asked = Symbol('asked by this plugin');

/**
 * Packs modules that most runs never use, each with what it imports, as Brotli strings. They are
 * unpacked when one of their exports is first read, so no module may do that while it is loaded.
 *
 * @type {import('esbuild').Plugin}
 */
export const packedModules = {
  name: 'packed-modules',
  setup(build) {
    build.onResolve(
      { filter: packed },
      async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === asked) return undefined;
        const options = { importer, resolveDir, kind, pluginData: asked };
        const found = await build.resolve(path, options);
        // Without its extension: esbuild would take the contents for an ES module.
        const name = found.path.replace(/\.\w+$/, '');
        return { path: name, errors: found.errors, namespace: 'packed', pluginData: found.path };
      },
    );
    build.onLoad({ filter: /.*/, namespace: 'packed' }, async ({ pluginData }) => ({
      contents: await unpacking(build, pluginData),
    }));
  },
};

/**
 * @param {import('esbuild').PluginBuild} build
 * @param {string} path
 */
async function unpacking({ esbuild, initialOptions }, path) {
  const { conditions = [], define = {}, banner = {} } = initialOptions;
  const options = /** @satisfies {import('esbuild').BuildOptions} */ ({
    ...{ conditions, define, banner },
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    outfile: 'packed.js',
    legalComments: 'external',
    logLevel: 'silent',
  });
  const { metafile } = await esbuild.build({ ...options, format: 'esm', metafile: true });
  const { outputFiles } = await esbuild.build({ ...options, format: 'cjs' });
  const text = (/** @type {string} */ end) =>
    outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return text('.txt') + moduleOf(names, brotliCompressSync(text('.js')).toString('base64'));
}

/**
 * @param {string[]} names of the exports
 * @param {string} base64
 */
function moduleOf(names, base64) {
  const getters = names.map((name) => `${name}: { get: () => load().${name} }`);
  // To an ES module the default export of a CommonJS one is all of it.
  const itself = names.includes('default') ? '(...given) => load().default(...given)' : '{}';
  return `
    let loaded;
    const load = () => {
      if (loaded) return loaded;
      const { brotliDecompressSync } = require('node:zlib');
      const text = brotliDecompressSync(Buffer.from('${base64}', 'base64')).toString();
      const module = { exports: {} };
      new Function('module', 'require', '__filename', text)(module, require, __filename);
      return loaded = module.exports;
    };
    module.exports = Object.defineProperties(${itself}, {
      ${getters.join(', ')}, __esModule: { value: true },
    });`;
}
